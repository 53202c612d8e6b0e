import { useState } from 'react'
import type { PaymentMethod } from '#shared/domain/order'
import { terminal } from '../../../transport'
import { TextField } from '../../../ui/field'
import { Money } from '../../../ui/money'
import { amountText, typedAmount } from '../rules/amount'
import { ordersText } from '../text'
import type { ActFormProps } from './act-form'
import { Choices, Form, Sum } from './form'
import { leaveWhenDone, steps } from './steps'

type Way = Extract<PaymentMethod, 'cash' | 'card' | 'gift' | 'transfer'>

/** Takes the money for a reservation or an invoice, and with it the order is sold. */
export function CollectForm({ view: { order }, busy, onLeave }: ActFormProps) {
  const { orderId, number, totalMinor, currency, invoice } = order
  const ways: readonly Way[] = invoice
    ? ['transfer', 'cash', 'card', 'gift']
    : ['cash', 'card', 'gift', 'transfer']
  const [way, setWay] = useState<Way>(ways[0] as Way)
  const [tendered, setTendered] = useState('')
  const [reference, setReference] = useState('')
  const tenderedMinor = tendered.trim() === '' ? totalMinor : typedAmount(tendered, currency)
  const missingMinor = tenderedMinor === undefined ? totalMinor : totalMinor - tenderedMinor
  const isShort = way === 'cash' && missingMinor > 0
  const codeMissing = way === 'gift' && reference.trim() === ''

  function confirm() {
    const amountMinor = totalMinor
    const said = reference.trim()
    const payment =
      way === 'cash'
        ? { method: way, amountMinor, tenderedMinor: tenderedMinor ?? totalMinor }
        : way === 'gift'
          ? { method: way, amountMinor, code: said }
          : { method: way, amountMinor, ...(said && { reference: said }) }
    const changeMinor = way === 'cash' ? -missingMinor : 0
    const next = changeMinor > 0 ? ordersText.changeDue(changeMinor, currency) : undefined
    void steps
      .run({ orderId, act: 'collect', did: ordersText.did.collect(number), next }, ids =>
        terminal.orders.collect({ ...ids, payments: totalMinor === 0 ? [] : [payment] }),
      )
      .then(leaveWhenDone(onLeave))
  }

  return (
    <Form
      title={invoice ? ordersText.payInvoice : ordersText.acts.collect}
      confirm={ordersText.confirm.collect(totalMinor, currency, way)}
      disabled={isShort || codeMissing}
      busy={busy}
      onConfirm={confirm}
      onLeave={onLeave}
    >
      <Sum name={ordersText.openSum}>
        <Money minor={totalMinor} currency={currency} />
      </Sum>
      <Choices<Way>
        label={ordersText.method}
        value={way}
        options={ways.map(value => ({ value, label: ordersText.methods[value] }))}
        onValue={setWay}
      />
      {way === 'cash' ? (
        <TextField
          label={ordersText.cashReceived}
          inputMode="decimal"
          size="touch"
          placeholder={amountText(totalMinor, currency)}
          value={tendered}
          onValue={setTendered}
          error={isShort ? ordersText.tooLittle(missingMinor, currency) : undefined}
          hint={missingMinor < 0 ? ordersText.changeOf(-missingMinor, currency) : undefined}
          className="figures text-tender"
        />
      ) : (
        <TextField
          label={way === 'gift' ? ordersText.giftCode : ordersText.optionally(ordersText.reference)}
          hint={way === 'gift' ? ordersText.codeMissing : undefined}
          maxLength={80}
          size="touch"
          value={reference}
          onValue={setReference}
        />
      )}
    </Form>
  )
}
