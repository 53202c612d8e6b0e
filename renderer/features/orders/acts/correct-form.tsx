import { useState } from 'react'
import { formatMoney } from '#shared/domain/money'
import { terminal } from '../../../transport'
import { correctable } from '../rules/acts'
import { ordersText } from '../text'
import type { ActFormProps } from './act-form-props'
import { Choices, Form } from './form'
import { leaveWhenDone, steps } from './steps'

/** Cash that was booked as card, or the other way round. */
export function CorrectForm({ view: { order }, busy, onLeave }: ActFormProps) {
  const { orderId, currency } = order
  const payments = correctable(order)
  const [paymentId, setPaymentId] = useState(payments[0]?.paymentId)
  const payment = payments.find(each => each.paymentId === paymentId) ?? payments[0]
  if (!payment) return null
  const to = payment.method === 'cash' ? 'card' : 'cash'
  const names = ordersText.methods
  const confirm = () =>
    void steps
      .run(
        { orderId, act: `correct ${payment.paymentId} ${to}`, did: ordersText.did.correct(names[to]) },
        ids => terminal.orders.correctPayment({ ...ids, paymentId: payment.paymentId, method: to }),
      )
      .then(leaveWhenDone(onLeave))
  return (
    <Form
      title={ordersText.acts.correct}
      confirm={ordersText.confirm.correct(names[to])}
      {...{ busy, onLeave }}
      onConfirm={confirm}
    >
      {payments.length > 1 && (
        <Choices
          label={ordersText.which}
          value={payment.paymentId}
          options={payments.map(each => ({
            value: each.paymentId,
            label: `${names[each.method]} ${formatMoney(each.amountMinor, currency)}`,
          }))}
          onValue={setPaymentId}
        />
      )}
      <p className="rounded-control bg-sunken px-3 py-2">
        {ordersText.correctTo(
          payment.amountMinor,
          currency,
          names[payment.method].toLowerCase(),
          names[to].toLowerCase(),
        )}
      </p>
    </Form>
  )
}
