import { type KeyboardEvent, type Ref, useImperativeHandle, useRef } from 'react'
import { Link } from 'wouter'
import type { OrderRow } from '#shared/contract/find-orders'
import { useTimeZone } from '../../../stores/terminal'
import { Button } from '../../../ui/button'
import { classes } from '../../../ui/classes'
import { dayAndTime } from '../../../ui/dates'
import { Money } from '../../../ui/money'
import { orderPath } from '../../../ui/paths'
import { useNow } from '../../../ui/use-now'
import { rowsOf } from '../rules/row-seats'
import { StatusTag } from '../status-tag'
import { ordersText } from '../text'
import { showMore, useFinding } from './finding'

const minuteMs = 60_000
const { columns } = ordersText

/** What the search field may ask of the list below it. */
export interface ListHandle {
  focusFirst(): void
}

/** The orders that were found, a row each; arrows walk, Enter opens. */
export function OrderList({ rows, ref }: { rows: readonly OrderRow[]; ref: Ref<ListHandle> }) {
  const next = useFinding(state => state.next)
  const busy = useFinding(state => state.busy)
  const box = useRef<HTMLElement>(null)
  const links = () => [...(box.current?.querySelectorAll<HTMLElement>('[data-row-link]') ?? [])]
  useImperativeHandle(ref, () => ({ focusFirst: () => links()[0]?.focus() }))

  function onKeyDown(event: KeyboardEvent) {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const all = links()
    const at = all.indexOf(document.activeElement as HTMLElement)
    if (by === 0 || at < 0) return
    event.preventDefault()
    const to = all[at + by]
    if (to) to.focus()
    else if (by === 1) void showMore()
  }

  return (
    <section
      ref={box}
      aria-label={ordersText.title}
      onKeyDown={onKeyDown}
      className="min-h-0 grow overflow-auto outline-offset-[-2px]"
    >
      <table className="w-full table-fixed border-separate border-spacing-0">
        <caption className="sr-only">{ordersText.title}</caption>
        <colgroup>
          <col className="w-[120px]" />
          <col className="w-[152px]" />
          <col className="w-[164px]" />
          <col />
          <col className="w-[172px]" />
          <col className="w-[156px]" />
          <col className="w-[116px]" />
        </colgroup>
        <thead>
          <tr>
            {Object.entries(columns).map(([id, title]) => (
              <th
                key={id}
                scope="col"
                className={classes(
                  'sticky top-0 z-1 h-8 whitespace-nowrap border-line border-b bg-sunken px-4 font-[550] text-ink-soft text-meta',
                  id === 'total' ? 'text-right' : 'text-left',
                )}
              >
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <Row key={row.orderId} row={row} />
          ))}
        </tbody>
      </table>
      {next !== undefined && (
        <div className="p-3 text-center">
          <Button size="small" busy={busy} onClick={() => void showMore()}>
            {ordersText.more}
          </Button>
        </div>
      )}
    </section>
  )
}

const cell = 'border-line border-b px-4 py-1.5 align-middle'

function Row({ row }: { row: OrderRow }) {
  const timeZone = useTimeZone()
  const now = useNow(minuteMs)
  const { orderId, number, status, startedAt, sellerName, terminalId, buyer, currency } = row
  const [event, ...others] = row.events
  const refunded =
    row.returnedMinor === 0 ? undefined : row.returnedMinor >= row.totalMinor ? 'all' : 'partly'
  return (
    <tr className="relative h-12 transition-colors focus-within:bg-accent-soft hover:bg-hover/60">
      <td className={classes(cell, 'whitespace-nowrap')}>
        <Link
          href={orderPath(orderId)}
          data-row-link
          className="font-[550] text-ink outline-none after:absolute after:inset-0 focus-visible:after:rounded-key focus-visible:after:outline-2 focus-visible:after:outline-accent-fill focus-visible:after:-outline-offset-2"
        >
          {number}
        </Link>
      </td>
      <td className={classes(cell, 'whitespace-nowrap text-ink-soft')}>
        <time dateTime={startedAt}>{dayAndTime(startedAt, now, timeZone)}</time>
      </td>
      <td className={cell}>
        <StatusTag status={status} refunded={refunded} dueBack={row.dueBackMinor > 0} />
      </td>
      <td className={cell}>
        {event && (
          <>
            <span className="block truncate text-label">
              {event.eventName}
              <span className="font-normal text-ink-faint">
                {' · '}
                {dayAndTime(event.eventStart, now, timeZone)}
              </span>
            </span>
            <span className="block truncate text-ink-faint text-meta">
              {placesInShort(event)}
              {others.length > 0 && ` · ${ordersText.moreEvents(others.length)}`}
            </span>
          </>
        )}
      </td>
      <td className={cell}>
        {buyer ? (
          <>
            <span className="block truncate" dir="auto">
              {buyer.name}
            </span>
            <span className="block truncate text-ink-faint text-meta">{buyer.email}</span>
          </>
        ) : (
          <span dir="auto" className={row.customerName ? 'block truncate' : 'text-ink-faint'}>
            {row.customerName ?? ordersText.noBuyer}
          </span>
        )}
      </td>
      <td className={classes(cell, 'truncate text-ink-soft')}>{ordersText.soldAt(sellerName, terminalId)}</td>
      <td className={classes(cell, 'text-right')}>
        <span className="block text-label">
          <Money minor={row.totalMinor} currency={currency} />
        </span>
        {row.dueBackMinor > 0 ? (
          <span className="block text-meta text-warn">{ordersText.due(row.dueBackMinor, currency)}</span>
        ) : (
          row.returnedMinor > 0 && (
            <span className="block text-ink-faint text-meta">
              {ordersText.returned(row.returnedMinor, currency)}
            </span>
          )
        )}
      </td>
    </tr>
  )
}

/** Seats by their names; standing places, which have none, by their area and how many. */
function placesInShort({ areaName, places, tickets }: OrderRow['events'][number]): string {
  return places.every(place => place === areaName)
    ? ordersText.standing(areaName, tickets)
    : `${areaName} · ${ordersText.places(rowsOf(places), places.length, tickets)}`
}
