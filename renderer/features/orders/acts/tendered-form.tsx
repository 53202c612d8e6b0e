import { useState } from 'react'
import { formatMoney } from '#shared/domain/money'
import { terminal } from '../../../transport'
import { TextField } from '../../../ui/field'
import { Money } from '../../../ui/money'
import { tenderedOf } from '../rules/acts'
import { amountText, typedAmount } from '../rules/amount'
import { ordersText } from '../text'
import type { ActFormProps } from './act-form-props'
import { Choices, Form, Sum } from './form'
import { leaveWhenDone, steps } from './steps'

/** Cash that was handed over in another sum than the one typed: the change that is really due, in large figures. */
export function TenderedForm({ view: { order }, busy, onLeave }: ActFormProps) {
  const { orderId, currency } = order
  const payments = tenderedOf(order)
  const [paymentId, setPaymentId] = useState(payments.at(-1)?.paymentId)
  const [typed, setTyped] = useState('')
  const [reason, setReason] = useState('')
  const payment = payments.find(each => each.paymentId === paymentId) ?? payments.at(-1)
  if (!payment) return null
  const { amountMinor, tenderedMinor: beforeMinor = amountMinor } = payment
  const tenderedMinor = typedAmount(typed, currency)
  const changeMinor = (tenderedMinor ?? beforeMinor) - amountMinor
  const problem =
    typed.trim() === ''
      ? undefined
      : tenderedMinor === undefined
        ? ordersText.noAmount
        : tenderedMinor < amountMinor
          ? ordersText.paidLess(amountMinor, currency)
          : tenderedMinor === beforeMinor
            ? ordersText.sameAmount
            : undefined
  const isReady = tenderedMinor !== undefined && problem === undefined
  const lessMinor = beforeMinor - (tenderedMinor ?? beforeMinor)

  function confirm() {
    if (!payment || tenderedMinor === undefined) return
    const { paymentId: meant } = payment
    const next = ordersText.changeDue(changeMinor, currency)
    void steps
      .run(
        {
          ...{ orderId, act: `tendered ${meant} ${tenderedMinor}` },
          ...{ did: ordersText.did.tendered(tenderedMinor, currency), next },
        },
        ids =>
          terminal.orders.correctTendered({
            ...{ ...ids, paymentId: meant, tenderedMinor },
            reason: reason.trim() || ordersText.tenderedReason,
          }),
      )
      .then(leaveWhenDone(onLeave))
  }

  return (
    <Form
      title={ordersText.acts.tendered}
      confirm={ordersText.confirm.tendered(tenderedMinor ?? beforeMinor, currency)}
      disabled={!isReady}
      {...{ busy, onLeave }}
      onConfirm={confirm}
    >
      {payments.length > 1 && (
        <Choices
          label={ordersText.which}
          value={payment.paymentId}
          options={payments.map(each => ({
            value: each.paymentId,
            label: `${ordersText.methods.cash} ${formatMoney(each.amountMinor, currency)}`,
          }))}
          onValue={setPaymentId}
        />
      )}
      <p className="text-ink-soft">
        {ordersText.typedBefore(beforeMinor, beforeMinor - amountMinor, currency)}
      </p>
      <TextField
        label={ordersText.reallyReceived}
        inputMode="decimal"
        size="touch"
        placeholder={amountText(beforeMinor, currency)}
        value={typed}
        onValue={setTyped}
        error={problem}
        hint={typed.trim() === '' ? ordersText.otherAmount : undefined}
        className="figures text-tender"
      />
      <Sum name={ordersText.changeNow}>
        {isReady ? <Money minor={changeMinor} currency={currency} /> : '–'}
      </Sum>
      {isReady && (
        <p className="text-ink-soft">
          {lessMinor > 0
            ? ordersText.takeBack(lessMinor, currency)
            : ordersText.giveMore(-lessMinor, currency)}
        </p>
      )}
      <TextField
        label={ordersText.optionally(ordersText.reason)}
        placeholder={ordersText.tenderedReason}
        maxLength={300}
        size="touch"
        value={reason}
        onValue={setReason}
      />
    </Form>
  )
}
