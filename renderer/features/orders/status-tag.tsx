import { Ban, CircleCheck, Clock, CornerUpLeft, CreditCard, FileText, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Order } from '#shared/domain/order'
import { Tag, type Tone } from '../../ui/chip'
import { ordersText } from './text'

type Status = Order['status']

const looks: Record<Status, { tone: Tone; icon: ReactNode }> = {
  sold: { tone: 'ok', icon: <CircleCheck size={12} aria-hidden /> },
  reserved: { tone: 'accent', icon: <Clock size={12} aria-hidden /> },
  paying: { tone: 'warn', icon: <CreditCard size={12} aria-hidden /> },
  released: { tone: 'neutral', icon: <CornerUpLeft size={12} aria-hidden /> },
  void: { tone: 'neutral', icon: <Ban size={12} aria-hidden /> },
}

/** How an order stands, in words with a shape; the colour supports them. */
export function StatusTag(props: {
  status: Status
  invoiced?: boolean
  /** Money came back: some of what it cost, or all. */
  refunded?: 'partly' | 'all' | undefined
  dueBack?: boolean
}) {
  const { status, invoiced = false, refunded, dueBack = false } = props
  const { tone, icon } = looks[status]
  const words =
    status === 'reserved' && invoiced
      ? ordersText.invoiced
      : status === 'sold' && refunded
        ? refunded === 'all'
          ? ordersText.refunded
          : ordersText.partly
        : ordersText.status[status]
  return (
    <span className="inline-flex flex-wrap gap-1">
      <Tag tone={status === 'sold' && refunded ? 'neutral' : tone}>
        {status === 'reserved' && invoiced ? (
          <FileText size={12} aria-hidden />
        ) : status === 'sold' && refunded ? (
          <CornerUpLeft size={12} aria-hidden />
        ) : (
          icon
        )}
        {words}
      </Tag>
      {dueBack && (
        <Tag tone="warn">
          <TriangleAlert size={12} aria-hidden />
          {ordersText.dueBack}
        </Tag>
      )}
    </span>
  )
}
