import { useState } from 'react'
import type { PaymentMethod } from '#shared/domain/order'
import { feesBorneMinor, leftMinor, refundableMinor, usualWayBack } from '#shared/domain/order-rules'
import { terminal } from '../../../transport'
import { Notice } from '../../../ui/banner'
import { TextField } from '../../../ui/field'
import { amountText, typedAmount } from '../rules/amount'
import { placesOf } from '../rules/refund'
import { ordersText } from '../text'
import type { ActFormProps } from './act-form-props'
import { Choices, Form } from './form'
import { leaveWhenDone, steps } from './steps'

type Way = Extract<PaymentMethod, 'cash' | 'card' | 'gift' | 'transfer'>
const ways: readonly Way[] = ['cash', 'card', 'gift', 'transfer']

/** Gives chosen tickets back, and money for them: at most what they cost, the way it came unless said otherwise. */
export function RefundForm({ view: { order }, chosen, busy, onLeave }: ActFormProps) {
  const { orderId, currency } = order
  const mostMinor = Math.min(refundableMinor(order, chosen), leftMinor(order))
  const came = usualWayBack(order)
  const [way, setWay] = useState<Way>(came.method)
  const [typed, setTyped] = useState<string>()
  const [reference, setReference] = useState(came.reference ?? '')
  const [reason, setReason] = useState('')
  const amountMinor = typed === undefined ? mostMinor : typedAmount(typed, currency)
  const isWrong = amountMinor === undefined || amountMinor > mostMinor
  const codeMissing = way === 'gift' && reference.trim() === ''
  const feesMinor = feesBorneMinor(order, chosen)

  function confirm() {
    if (amountMinor === undefined) return
    const said = reference.trim()
    const to =
      way === 'cash'
        ? { method: way }
        : way === 'gift'
          ? { method: way, code: said }
          : { method: way, ...(said && { reference: said }) }
    const next =
      way === 'cash'
        ? ordersText.handOut(amountMinor, currency)
        : way === 'card'
          ? ordersText.toCard(amountMinor, currency)
          : undefined
    void steps
      .run({ orderId, act: 'refund', did: ordersText.did.refund(amountMinor, currency, way), next }, ids =>
        terminal.orders.refund({
          ...{ ...ids, places: placesOf(chosen), amountMinor, to },
          ...(reason.trim() && { reason: reason.trim() }),
        }),
      )
      .then(leaveWhenDone(onLeave))
  }

  return (
    <Form
      title={`${ordersText.acts.refund}: ${ordersText.tickets(chosen.length)}`}
      kind="primary"
      confirm={ordersText.confirm.refund(amountMinor ?? 0, currency, way)}
      disabled={chosen.length === 0 || isWrong || codeMissing}
      busy={busy}
      onConfirm={confirm}
      onLeave={onLeave}
    >
      {chosen.length === 0 && <Notice tone="warn" title={ordersText.noneChosen} />}
      <Choices
        label={ordersText.method}
        value={way}
        options={ways.map(value => ({ value, label: ordersText.methods[value] }))}
        onValue={value => {
          setWay(value)
          setReference(value === came.method ? (came.reference ?? '') : '')
        }}
      />
      <TextField
        label={ordersText.amount}
        size="touch"
        inputMode="decimal"
        value={typed ?? amountText(mostMinor, currency)}
        onValue={setTyped}
        error={isWrong ? ordersText.amountWrong(mostMinor, currency) : undefined}
        hint={feesMinor > 0 ? ordersText.feesKept(feesMinor, currency) : undefined}
        className="figures text-tender"
      />
      {way !== 'cash' && (
        <TextField
          label={way === 'gift' ? ordersText.giftCode : ordersText.optionally(ordersText.reference)}
          hint={way === 'gift' ? ordersText.codeMissing : undefined}
          maxLength={80}
          size="touch"
          value={reference}
          onValue={setReference}
        />
      )}
      <TextField
        label={ordersText.optionally(ordersText.reason)}
        maxLength={300}
        size="touch"
        value={reason}
        onValue={setReason}
      />
    </Form>
  )
}
