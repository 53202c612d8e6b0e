import { useEffect, useState } from 'react'
import { formatMoney } from '#shared/domain/money'
import type { PaymentMethod } from '#shared/domain/order'
import { capturedMinor, keptLines } from '#shared/domain/order-rules'
import { mayCall } from '#shared/domain/roles'
import { askApproval, readApprovers, useApprovers } from '../../../stores/approvals'
import { useUser } from '../../../stores/session'
import { terminal } from '../../../transport'
import { ApprovalFields } from '../../../ui/approval-fields'
import { TextField } from '../../../ui/field'
import { useNow } from '../../../ui/use-now'
import { dueBackMinor, isLateVoid } from '../rules/acts'
import { ordersText } from '../text'
import type { ActFormProps } from './act-form-props'
import { Form } from './form'
import { leaveWhenDone, steps } from './steps'

const minuteMs = 60_000

interface Part {
  id: string
  method: PaymentMethod
  amountMinor: number
}

/** Money that goes back, by the way it goes. */
function Parts({ parts, currency }: { parts: readonly Part[]; currency: string }) {
  return (
    <ul className="rounded-control bg-sunken px-3 py-1.5">
      {parts.map(({ id, method, amountMinor }) => (
        <li key={id} className="flex justify-between gap-3 py-1">
          <span>{ordersText.methods[method]}</span>
          <span className="figures font-semibold">{formatMoney(amountMinor, currency)}</span>
        </li>
      ))}
    </ul>
  )
}

/** What comes out of the drawer for these, as an instruction. */
function drawerText(parts: readonly Part[], currency: string): string | undefined {
  const cash = parts
    .filter(({ method }) => method === 'cash')
    .reduce((sum, part) => sum + part.amountMinor, 0)
  const card = parts
    .filter(({ method }) => method === 'card')
    .reduce((sum, part) => sum + part.amountMinor, 0)
  const told = [
    cash > 0 && ordersText.handOut(cash, currency),
    card > 0 && ordersText.toCard(card, currency),
  ].filter(Boolean)
  return told.length > 0 ? told.join(' ') : undefined
}

/** Takes the whole sale back: minutes after it was made, or later with a supervisor's yes. */
export function VoidForm({ view: { order, limits }, busy, onLeave }: ActFormProps) {
  const { orderId, number, currency } = order
  const user = useUser()
  const needsYes =
    isLateVoid(order, limits, useNow(minuteMs)) && !(user !== undefined && mayCall('manager', user.role))
  const { approvers } = useApprovers()
  const [by, setBy] = useState({ username: '', pin: '' })
  const supervisor = { ...by, username: by.username || (approvers[0]?.username ?? '') }
  useEffect(() => {
    if (needsYes) void readApprovers().catch(() => {})
  }, [needsYes])
  const parts = order.payments
    .filter(({ status }) => status === 'captured')
    .map(({ paymentId, method, amountMinor }) => ({ id: paymentId, method, amountMinor }))
  const confirm = () =>
    void steps
      .run(
        { orderId, act: 'void', did: ordersText.did.void(number), next: drawerText(parts, currency) },
        async ids => {
          if (!needsYes) return terminal.orders.void(ids)
          return terminal.orders.void({
            ...ids,
            approval: await askApproval('late-void', orderId, supervisor),
          })
        },
      )
      .then(leaveWhenDone(onLeave))
  return (
    <Form
      title={`${ordersText.acts.void} ${number}`}
      kind="danger"
      confirm={ordersText.confirm.void(capturedMinor(order), currency)}
      disabled={needsYes && !/^\d{4,8}$/.test(by.pin)}
      {...{ busy, onLeave }}
      onConfirm={confirm}
    >
      <p className="text-ink-soft">{ordersText.voidWay}</p>
      <Parts parts={parts} currency={currency} />
      {needsYes && (
        <>
          <p className="text-ink-soft">{ordersText.lateVoid}</p>
          <ApprovalFields approvers={approvers} value={supervisor} onValue={setBy} />
        </>
      )}
    </Form>
  )
}

/** What was due back is handed out. */
export function PaidBackForm({ view: { order }, busy, onLeave }: ActFormProps) {
  const { orderId, currency } = order
  const parts = [
    ...order.payments
      .filter(({ status }) => status === 'refund-due')
      .map(({ paymentId, method, amountMinor }) => ({ id: paymentId, method, amountMinor })),
    ...order.refunds
      .filter(({ status }) => status === 'due')
      .map(({ refundId, method, amountMinor }) => ({ id: refundId, method, amountMinor })),
  ]
  const confirm = () =>
    void steps
      .run(
        { orderId, act: 'paid-back', did: ordersText.did['paid-back'], next: drawerText(parts, currency) },
        ids => terminal.orders.paidBack(ids),
      )
      .then(leaveWhenDone(onLeave))
  return (
    <Form
      title={ordersText.acts['paid-back']}
      confirm={ordersText.confirm['paid-back'](dueBackMinor(order), currency)}
      {...{ busy, onLeave }}
      onConfirm={confirm}
    >
      <p className="text-ink-soft">{ordersText.paidBackWay}</p>
      <Parts parts={parts} currency={currency} />
    </Form>
  )
}

/** A reservation that nobody comes for. */
export function ReleaseForm({ view: { order }, busy, onLeave }: ActFormProps) {
  const { orderId } = order
  const confirm = () =>
    void steps
      .run({ orderId, act: 'release', did: ordersText.did.release }, ids =>
        terminal.orders.releaseReservation(ids),
      )
      .then(leaveWhenDone(onLeave))
  return (
    <Form
      title={ordersText.acts.release}
      kind="danger"
      confirm={ordersText.confirm.release(keptLines(order).length)}
      {...{ busy, onLeave }}
      onConfirm={confirm}
    >
      <p className="text-ink-soft">{ordersText.actHints.release}</p>
    </Form>
  )
}

/** An invoice that nobody pays. */
export function CancelInvoiceForm({ view: { order }, busy, onLeave }: ActFormProps) {
  const { orderId } = order
  const [reason, setReason] = useState('')
  const confirm = () =>
    void steps
      .run({ orderId, act: 'cancel-invoice', did: ordersText.did['cancel-invoice'] }, ids =>
        terminal.orders.cancelInvoice({ ...ids, reason: reason.trim() }),
      )
      .then(leaveWhenDone(onLeave))
  return (
    <Form
      title={`${ordersText.acts['cancel-invoice']} ${order.invoice?.number ?? ''}`}
      kind="danger"
      confirm={ordersText.confirm['cancel-invoice']}
      disabled={reason.trim() === ''}
      {...{ busy, onLeave }}
      onConfirm={confirm}
    >
      <TextField
        label={ordersText.reason}
        hint={ordersText.reasonMissingPlain}
        maxLength={300}
        size="touch"
        value={reason}
        onValue={setReason}
      />
    </Form>
  )
}
