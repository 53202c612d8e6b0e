import { useState } from 'react'
import { askedCard } from '#shared/domain/order-rules'
import { mayCall } from '#shared/domain/roles'
import { useUser } from '../../../stores/session'
import { terminal } from '../../../transport'
import { TextField } from '../../../ui/field'
import { Money } from '../../../ui/money'
import { ordersText } from '../text'
import type { ActFormProps } from './act-form-props'
import { Choices, Form, Sum } from './form'
import { leaveWhenDone, steps } from './steps'

const outcomes = ['charged', 'not-charged', 'refund-due'] as const
type Outcome = (typeof outcomes)[number]

/** The last word on a payment at a device that did not answer: what it did, and whose word that is. */
export function SettleForm({ view: { order }, busy, onLeave }: ActFormProps) {
  const { orderId, currency } = order
  const role = useUser()?.role
  const [outcome, setOutcome] = useState<Outcome>()
  const [by, setBy] = useState<'device' | 'supervisor'>('device')
  const [reference, setReference] = useState('')
  const [reason, setReason] = useState('')
  // Nothing was made with a card that was only asked for: what it charged goes back.
  const isAsked = askedCard(order) !== undefined
  const possible = outcomes.filter(one => !isAsked || one !== 'charged')
  const texts = { ...ordersText.outcomes, ...(isAsked && ordersText.askedOutcomes) }
  const pendingMinor = order.payments
    .filter(({ status, method }) => status === 'pending' && method === 'card')
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0)

  function confirm() {
    if (!outcome) return
    const said = reference.trim()
    void steps
      .run({ orderId, act: 'settle', did: ordersText.did.settle }, ids => {
        const word = { ...ids, outcome, ...(said && { reference: said }) }
        return terminal.orders.settlePayment(
          by === 'device' ? { ...word, by } : { ...word, by, reason: reason.trim() },
        )
      })
      .then(leaveWhenDone(onLeave))
  }

  return (
    <Form
      title={ordersText.acts.settle}
      confirm={ordersText.confirm.settle}
      disabled={!outcome || (by === 'supervisor' && reason.trim() === '')}
      busy={busy}
      onConfirm={confirm}
      onLeave={onLeave}
    >
      <Sum name={ordersText.methods.card}>
        <Money minor={pendingMinor} currency={currency} />
      </Sum>
      <Choices<Outcome>
        label={ordersText.outcome}
        columns={1}
        value={outcome}
        options={possible.map(value => ({ value, label: texts[value].name, hint: texts[value].hint }))}
        onValue={setOutcome}
      />
      {mayCall('manager', role) && (
        <Choices<'device' | 'supervisor'>
          label={ordersText.whoseWord}
          columns={1}
          value={by}
          options={[
            { value: 'device', label: ordersText.words.device },
            { value: 'supervisor', label: ordersText.words.supervisor },
          ]}
          onValue={setBy}
        />
      )}
      {by === 'supervisor' && (
        <TextField
          label={ordersText.reason}
          hint={ordersText.reasonMissing}
          maxLength={300}
          size="touch"
          value={reason}
          onValue={setReason}
        />
      )}
      <TextField
        label={ordersText.optionally(ordersText.reference)}
        maxLength={80}
        size="touch"
        value={reference}
        onValue={setReference}
      />
    </Form>
  )
}
