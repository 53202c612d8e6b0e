import type { OrderView } from '#shared/contract/find-orders'
import type { PaymentMethod } from '#shared/domain/order'
import { useTimeZone } from '../../../stores/terminal'
import { Dot, type Tone } from '../../../ui/chip'
import { clockTime, dayAndTime, dayKey, dayName } from '../../../ui/dates'
import { useNow } from '../../../ui/use-now'
import { type Happening, timelineOf } from '../rules/timeline'
import { ordersText } from '../text'

const minuteMs = 60_000
const { detail } = ordersText

/** Everything that happened to the order, the last thing first: what, when, by whom and where. */
export function Timeline({ view }: { view: OrderView }) {
  const timeZone = useTimeZone()
  const now = useNow(minuteMs)
  const happenings = timelineOf(view)
  return (
    <section aria-label={ordersText.timeline} className="border-line border-t px-4 py-3">
      <h2 className="text-panel">{ordersText.timeline}</h2>
      <ol className="mt-2">
        {happenings.map((happening, n) => {
          const isNewDay =
            n === 0 || dayKey(happening.at, timeZone) !== dayKey(happenings[n - 1]?.at ?? now, timeZone)
          return (
            <li
              key={happening.id}
              className="relative grid grid-cols-[16px_minmax(0,1fr)_auto] gap-x-2 pb-3 before:absolute before:top-4 before:bottom-[-4px] before:left-[7px] before:w-px before:bg-line last:before:hidden"
            >
              <span className="mt-1.5 grid h-2 place-items-center">
                <Dot tone={toneOf(happening)} />
              </span>
              <div className="min-w-0">
                <p className="text-label">{ordersText.what[happening.what] ?? ordersText.otherStep}</p>
                {detailsOf(happening, view.order.currency, at => dayAndTime(at, now, timeZone)).map(line => (
                  <p key={line} className="text-ink-soft text-meta">
                    {line}
                  </p>
                ))}
                <p className="text-ink-faint text-meta">
                  {happening.terminalId ? ordersText.by(happening.who, happening.terminalId) : happening.who}
                </p>
              </div>
              <time dateTime={happening.at} className="text-right text-ink-faint text-meta">
                {clockTime(happening.at, timeZone)}
                {isNewDay && <span className="block">{dayName(happening.at, now, timeZone)}</span>}
              </time>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

function toneOf({ what }: Happening): Tone {
  if (what === 'sold' || what === 'sale') return 'ok'
  if (what === 'payment-begun' || what === 'payment-refund-due') return 'warn'
  if (what === 'reserved' || what === 'invoiced' || what === 'reservation-extended') return 'accent'
  return 'neutral'
}

function detailsOf(happening: Happening, currency: string, when: (instant: string) => string): string[] {
  const { payments, refunds, tickets, said, what, approver } = happening
  const text = (field: string) => (typeof said[field] === 'string' ? said[field] : undefined)
  const methodName = (name: string | undefined) => ordersText.methods[name as PaymentMethod] ?? name ?? ''
  const word = said.lastWord as { by?: string; reason?: string } | undefined
  const until = text('until')
  const number = text('with')
  const reason = text('reason') ?? word?.reason ?? refunds.find(refund => refund.reason)?.reason
  return [
    tickets !== undefined && detail.tickets(tickets),
    ...payments.map(({ amountMinor, method }) => detail.money(amountMinor, currency, method)),
    ...refunds.map(({ amountMinor, method }) => detail.money(amountMinor, currency, method)),
    what === 'payment-corrected' && detail.corrected(methodName(text('from')), methodName(text('to'))),
    typeof said.fromMinor === 'number' &&
      typeof said.toMinor === 'number' &&
      detail.tendered(said.fromMinor, said.toMinor, currency),
    until && detail.until(when(until)),
    what === 'exchange' &&
      typeof said.differenceMinor === 'number' &&
      detail.difference(said.differenceMinor, currency),
    number && detail.with(number),
    word?.by && detail.word[word.by],
    approver && detail.approved(approver),
    reason && detail.reason(reason),
  ].filter(line => typeof line === 'string' && line !== '') as string[]
}
