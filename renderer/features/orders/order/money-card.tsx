import type { ReactNode } from 'react'
import { formatMoney } from '#shared/domain/money'
import { type Order, type Payment, type Refund, ticketsMinor } from '#shared/domain/order'
import { capturedMinor, returnedMinor } from '#shared/domain/order-rules'
import { useTimeZone } from '../../../stores/terminal'
import { Card } from '../../../ui/card'
import { classes } from '../../../ui/classes'
import { dayAndTime } from '../../../ui/dates'
import { Money } from '../../../ui/money'
import { useNow } from '../../../ui/use-now'
import { dueBackMinor } from '../rules/acts'
import { ordersText } from '../text'

const minuteMs = 60_000

/** What it costs, what was paid and how, what went back, and what is open either way. */
export function MoneyCard({ order }: { order: Order }) {
  const { currency, discounts, fees, taxes, payments, refunds, lines, totalMinor, invoice, status } = order
  const isOpen = status === 'reserved' || status === 'paying'
  const returned = returnedMinor(order)
  const due = dueBackMinor(order)
  return (
    <Card title={ordersText.money} className="shrink-0 overflow-hidden">
      <dl>
        <Row name={ordersText.ticketsSum(lines.length)} minor={ticketsMinor(lines)} currency={currency} />
        {discounts.map(({ name, amountMinor, code }) => (
          <Row key={`${name} ${code}`} name={name} detail={code} minor={-amountMinor} currency={currency} />
        ))}
        {fees.map(({ name, amountMinor }) => (
          <Row key={name} name={name} minor={amountMinor} currency={currency} />
        ))}
        <Row name={ordersText.total} minor={totalMinor} currency={currency} look="strong" />
        {taxes.map(({ name, amountMinor }) => (
          <Row
            key={name}
            name={ordersText.included(name)}
            minor={amountMinor}
            currency={currency}
            look="faint"
          />
        ))}
        {invoice && (
          <Row
            name={ordersText.invoiceOf(invoice.number, invoice.buyer.name)}
            currency={currency}
            look="faint"
          />
        )}
        {payments.map(payment => (
          <PaymentRow key={payment.paymentId} payment={payment} currency={currency} />
        ))}
        {refunds.map(refund => (
          <RefundRow key={refund.refundId} refund={refund} currency={currency} />
        ))}
        {isOpen && (
          <Row
            name={ordersText.openSum}
            minor={totalMinor}
            currency={currency}
            look="strong"
            tone="text-accent"
          />
        )}
        {due > 0 && (
          <Row name={ordersText.dueBackSum} minor={due} currency={currency} look="strong" tone="text-warn" />
        )}
        {returned > 0 && (
          <Row
            name={ordersText.kept}
            minor={capturedMinor(order) - returned}
            currency={currency}
            look="strong"
          />
        )}
      </dl>
    </Card>
  )
}

function PaymentRow({ payment, currency }: { payment: Payment; currency: string }) {
  const { method, status, amountMinor, tenderedMinor, cardLastFour, reference, receipt } = payment
  const state = ordersText.paymentStatus[status]
  const change = (tenderedMinor ?? amountMinor) - amountMinor
  const details = [
    change > 0 && ordersText.tendered(tenderedMinor ?? 0, change, currency),
    cardLastFour && ordersText.lastFour(cardLastFour),
    reference,
    receipt,
    state,
  ]
  return (
    <Row
      name={ordersText.methods[method]}
      detail={<Details at={payment.at} parts={details} />}
      minor={amountMinor}
      currency={currency}
      tone={status === 'pending' || status === 'refund-due' ? 'text-warn' : ''}
      struck={status === 'declined'}
    />
  )
}

function RefundRow({ refund, currency }: { refund: Refund; currency: string }) {
  const { method, status, amountMinor, reference, receipt, reason } = refund
  const parts = [reference, receipt, status === 'due' && ordersText.refundDue, reason]
  return (
    <Row
      name={`${ordersText.givenBack}, ${ordersText.methods[method].toLowerCase()}`}
      detail={<Details at={refund.at} parts={parts} />}
      minor={-amountMinor}
      currency={currency}
      tone={status === 'due' ? 'text-warn' : ''}
    />
  )
}

function Details({ at, parts }: { at: string; parts: readonly (string | false | undefined)[] }) {
  const timeZone = useTimeZone()
  const now = useNow(minuteMs)
  return <>{[dayAndTime(at, now, timeZone), ...parts].filter(Boolean).join(' · ')}</>
}

function Row(props: {
  name: string
  detail?: ReactNode
  minor?: number
  currency: string
  look?: 'strong' | 'faint'
  tone?: string
  struck?: boolean
}) {
  const { name, detail, minor, currency, look, tone = '', struck = false } = props
  return (
    <div
      className={classes(
        'flex min-h-9 items-center justify-between gap-4 border-line px-4 py-1 [&:not(:first-child)]:border-t',
        look === 'strong' && 'bg-sunken font-semibold',
        look === 'faint' && 'text-ink-faint',
        tone,
      )}
    >
      <dt className="min-w-0">
        <span className="block">{name}</span>
        {detail && <span className="block truncate font-normal text-ink-faint text-meta">{detail}</span>}
      </dt>
      {minor !== undefined && (
        <dd className={classes('shrink-0 text-right', struck && 'text-ink-faint line-through')}>
          {minor < 0 ? (
            <span className="whitespace-nowrap">−{formatMoney(-minor, currency)}</span>
          ) : (
            <Money minor={minor} currency={currency} />
          )}
        </dd>
      )}
    </div>
  )
}
