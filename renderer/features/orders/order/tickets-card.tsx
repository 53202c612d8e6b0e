import type { Order, TicketLine } from '#shared/domain/order'
import { isSamePlace, keptLines } from '#shared/domain/order-rules'
import { useTimeZone } from '../../../stores/terminal'
import { Card } from '../../../ui/card'
import { Tag } from '../../../ui/chip'
import { classes } from '../../../ui/classes'
import { dayAndTime } from '../../../ui/dates'
import { Money } from '../../../ui/money'
import { useNow } from '../../../ui/use-now'
import { ticketKey } from '../rules/ticket-key'
import { ordersText } from '../text'

const minuteMs = 60_000

interface Shown {
  line: TicketLine
  /** What became of it, where the order does not keep it. */
  gone?: keyof typeof ordersText.gone
}

/** The tickets that were bought, by event; those that are kept can be chosen, for what is done with some of them. */
export function TicketsCard({
  order,
  chosen,
  onChosen,
}: {
  order: Order
  chosen: ReadonlySet<string>
  onChosen(chosen: ReadonlySet<string>): void
}) {
  const timeZone = useTimeZone()
  const now = useNow(minuteMs)
  const kept = keptLines(order)
  const canChoose = order.status === 'sold' && kept.length > 0
  const all = kept.map(ticketKey)
  return (
    <Card
      title={ordersText.ticketsTitle}
      className="shrink-0 overflow-hidden"
      aside={
        canChoose &&
        kept.length > 1 && (
          <label className="flex items-center gap-2 text-ink-soft text-meta">
            {ordersText.chosen(chosen.size, kept.length)}
            <input
              type="checkbox"
              aria-label={ordersText.chooseAll}
              checked={chosen.size === kept.length}
              ref={box => {
                if (box) box.indeterminate = chosen.size > 0 && chosen.size < kept.length
              }}
              onChange={() => onChosen(new Set(chosen.size === kept.length ? [] : all))}
              className="size-4 accent-accent-fill"
            />
          </label>
        )
      }
    >
      {byEvent(ticketsOf(order)).map(({ eventId, eventName, eventStart, tickets }) => (
        <div key={eventId}>
          <h3 className="flex justify-between gap-2 bg-sunken px-4 py-1.5 font-[550] text-ink-soft text-meta">
            <span className="truncate">{eventName}</span>
            <time dateTime={eventStart} className="shrink-0">
              {dayAndTime(eventStart, now, timeZone)}
            </time>
          </h3>
          <ul>
            {tickets.map(({ line, gone }, n) => (
              <TicketRow
                // biome-ignore lint/suspicious/noArrayIndexKey: a place that came back and was bought again is there twice
                key={`${ticketKey(line)} ${n}`}
                line={line}
                gone={gone}
                currency={order.currency}
                {...(canChoose &&
                  kept.length > 1 &&
                  !gone && {
                    chosen: chosen.has(ticketKey(line)),
                    onToggle: () => onChosen(toggled(chosen, ticketKey(line))),
                  })}
              />
            ))}
          </ul>
        </div>
      ))}
    </Card>
  )
}

function TicketRow({
  line,
  gone,
  currency,
  chosen,
  onToggle,
}: {
  line: TicketLine
  gone: Shown['gone']
  currency: string
  chosen?: boolean
  onToggle?: () => void
}) {
  const { areaName, placeLabel, ticketName, priceName, priceMinor } = line
  const title = placeLabel === areaName ? ticketName : placeLabel
  const Row = onToggle ? 'label' : 'div'
  return (
    <li className="border-line border-t">
      <Row
        className={classes(
          'grid h-11 grid-cols-[minmax(0,1fr)_auto_88px_84px_16px] items-center gap-x-3 px-4',
          onToggle && 'transition-colors hover:bg-hover/60',
        )}
      >
        <span className={classes('min-w-0', gone && 'text-ink-faint line-through')}>
          <span className="block truncate text-label leading-[17px]">{title}</span>
          <span className="block truncate text-ink-faint text-meta leading-[15px]">
            {title === ticketName ? areaName : `${areaName} · ${ticketName}`}
          </span>
        </span>
        {gone ? <Tag>{ordersText.gone[gone]}</Tag> : <span />}
        <span className="truncate text-ink-soft text-meta">{priceName}</span>
        <span className={classes('text-right text-label', gone && 'text-ink-faint line-through')}>
          <Money minor={priceMinor} currency={currency} />
        </span>
        {onToggle && (
          <input
            type="checkbox"
            aria-label={ordersText.choose(`${title}, ${priceName}`)}
            checked={chosen ?? false}
            onChange={onToggle}
            className="size-4 accent-accent-fill"
          />
        )}
      </Row>
    </li>
  )
}

function toggled(chosen: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(chosen)
  if (!next.delete(key)) next.add(key)
  return next
}

/** Those that are kept first, then what became of the others. */
function ticketsOf(order: Order): Shown[] {
  const kept = keptLines(order)
  const wasLetGo = order.status === 'released'
  const gone = order.lines.filter(line => !kept.includes(line))
  return [
    ...kept.map(line => ({ line })),
    ...gone.map(line => ({ line, gone: wasLetGo ? ('let-go' as const) : ('refunded' as const) })),
    ...(order.exchanges ?? []).flatMap(({ from }) =>
      from
        .filter(line => !order.lines.some(own => isSamePlace(own, line)))
        .map(line => ({ line, gone: 'exchanged' as const })),
    ),
    ...(order.cancelled ?? []).flatMap(({ lines }) =>
      lines.map(line => ({ line, gone: 'cancelled' as const })),
    ),
  ]
}

function byEvent(tickets: readonly Shown[]) {
  const events = new Map<
    string,
    { eventId: string; eventName: string; eventStart: string; tickets: Shown[] }
  >()
  for (const ticket of tickets) {
    const { eventId, eventName, eventStart } = ticket.line
    const event = events.get(eventId) ?? { eventId, eventName, eventStart, tickets: [] }
    events.set(eventId, event)
    event.tickets.push(ticket)
  }
  return [...events.values()]
}
