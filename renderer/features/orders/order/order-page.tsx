import { ArrowLeft, FileQuestion } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import type { OrderView } from '#shared/contract/find-orders'
import { keptLines, returnedMinor } from '#shared/domain/order-rules'
import { useTimeZone } from '../../../stores/terminal'
import { dayAndTime } from '../../../ui/dates'
import { Money } from '../../../ui/money'
import { useNow } from '../../../ui/use-now'
import { ActsPanel } from '../acts/acts-panel'
import { DocumentsCard } from '../documents/documents-card'
import { Empty } from '../find/find-page'
import { SearchBar } from '../find/search-bar'
import { dueBackMinor } from '../rules/acts'
import { ticketKey } from '../rules/ticket-key'
import { StatusTag } from '../status-tag'
import { ordersText } from '../text'
import { ChangedElsewhere } from './changed-elsewhere'
import { MoneyCard } from './money-card'
import { TicketsCard } from './tickets-card'
import { Timeline } from './timeline'
import { useOrder } from './use-order'

const minuteMs = 60_000

/** One order: what was bought, the money, what happened, and what can be done now. */
export function OrderPage({ orderId }: { orderId: string }) {
  const state = useOrder(orderId)
  return (
    <div className="flex h-full min-h-0 flex-col">
      <header className="flex h-15 shrink-0 items-center gap-4 border-line border-b bg-surface px-4">
        <Link
          href="/orders"
          className="flex h-8 items-center gap-1.5 rounded-control px-2 text-label text-ink-soft transition-colors hover:bg-hover hover:text-ink"
        >
          <ArrowLeft size={16} aria-hidden />
          {ordersText.back}
        </Link>
        <SearchBar />
      </header>
      {state.is === 'shown' && <Shown view={state.view} />}
      {state.is === 'not-found' && (
        <Empty icon={<FileQuestion size={28} strokeWidth={1.5} aria-hidden />} title={ordersText.notThere}>
          {ordersText.notThereHint}
        </Empty>
      )}
    </div>
  )
}

function Shown({ view }: { view: OrderView }) {
  const { order } = view
  const kept = keptLines(order)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(kept.map(ticketKey)))
  const keptKeys = kept.map(ticketKey).join(' ')
  // What is not the order's any more is not chosen either.
  useEffect(() => {
    const still = new Set(keptKeys.split(' '))
    setChosen(before => new Set([...before].filter(key => still.has(key))))
  }, [keptKeys])
  return (
    <div className="grid min-h-0 grow grid-cols-[minmax(0,1fr)_400px]">
      <div className="flex min-h-0 flex-col gap-3 overflow-y-auto p-4">
        <OrderHead view={view} />
        <ChangedElsewhere view={view} />
        <TicketsCard order={order} chosen={chosen} onChosen={setChosen} />
        <MoneyCard order={order} />
        <DocumentsCard order={order} chosen={kept.filter(line => chosen.has(ticketKey(line)))} />
      </div>
      <aside
        aria-label={ordersText.actsTitle}
        className="flex min-h-0 flex-col overflow-y-auto border-line border-l bg-surface"
      >
        <ActsPanel view={view} chosen={kept.filter(line => chosen.has(ticketKey(line)))} />
        <Timeline view={view} />
      </aside>
    </div>
  )
}

function OrderHead({ view: { order, buyer } }: { view: OrderView }) {
  const timeZone = useTimeZone()
  const now = useNow(minuteMs)
  const { number, status, startedAt, sellerName, terminalId, invoice, reservedUntil, currency } = order
  const due = dueBackMinor(order)
  const back = returnedMinor(order)
  const refunded = back === 0 ? undefined : keptLines(order).length === 0 ? 'all' : 'partly'
  return (
    <div className="flex shrink-0 items-start justify-between gap-4">
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-2.5">
          <h1 className="select-text text-figure">{number}</h1>
          <StatusTag status={status} invoiced={invoice !== undefined} refunded={refunded} dueBack={due > 0} />
          {reservedUntil && (
            <span className="text-ink-soft">
              {ordersText.reservedUntil(dayAndTime(reservedUntil, now, timeZone))}
            </span>
          )}
          {invoice && status === 'reserved' && (
            <span className="text-ink-soft">
              {ordersText.dueOn(dayAndTime(invoice.dueAt, now, timeZone))}
            </span>
          )}
        </div>
        <p className="mt-0.5 select-text text-ink-soft">
          <span dir="auto" className="font-[550] text-ink">
            {buyer?.name ?? order.customerName ?? order.buyer ?? ordersText.noBuyer}
          </span>
          {buyer?.email && ` · ${buyer.email}`}
          {buyer?.phone && ` · ${buyer.phone}`}
          {' · '}
          <time dateTime={startedAt}>{dayAndTime(startedAt, now, timeZone)}</time>
          {' · '}
          {ordersText.by(sellerName, terminalId)}
        </p>
      </div>
      <p className="shrink-0 text-figure">
        <Money minor={order.totalMinor} currency={currency} />
      </p>
    </div>
  )
}
