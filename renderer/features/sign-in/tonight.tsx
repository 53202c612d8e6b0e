import type { EventSummary } from '#shared/contract/events'
import type { Welcome } from '#shared/contract/system'
import { useEvents } from '../../stores/events'
import { useTerminal } from '../../stores/terminal'
import { BrandMark } from '../../ui/brand'
import { Dot } from '../../ui/chip'
import { classes } from '../../ui/classes'
import { dayAndTime, dayKey, longDay, timeOfDay } from '../../ui/dates'
import { commonText } from '../../ui/text/common'
import { useNow } from '../../ui/use-now'
import { signInText as text } from './text'

const rowsShown = 6

/** The house side of the sign-in screen: the evening at a glance, live, before anybody has signed in. */
export function Tonight({ welcome }: { welcome: Welcome }) {
  const now = useNow(60_000)
  const { timeZone } = welcome
  return (
    <section className="flex min-w-0 flex-col bg-sunken px-10 pt-8 pb-6">
      <p className="flex items-center gap-2.5 text-panel">
        <BrandMark size={28} />
        {commonText.product} <span className="font-normal text-ink-faint">{commonText.productTail}</span>
      </p>
      <h1 className="mt-10 font-bold text-[28px] leading-9 tracking-[-0.02em]">
        {welcome.venueName ? text.tonight(welcome.venueName) : commonText.productTail}
        <span className="block font-medium text-ink-faint">
          {longDay(now, timeZone)}, {timeOfDay(now, timeZone)}
        </span>
      </h1>
      <Programme now={now} timeZone={timeZone} />
      <ClusterLine version={welcome.version} />
    </section>
  )
}

function Programme({ now, timeZone }: { now: number; timeZone: string }) {
  const { known, byId, ids } = useEvents()
  if (!known) return <div className="grow" />
  const events = ids.map(id => byId.get(id)).filter(event => event !== undefined)
  const today = events.filter(event => dayKey(event.start, timeZone) === dayKey(now, timeZone))
  const shown = (today.length > 0 ? today : events).slice(0, rowsShown)
  const more = today.length - shown.length
  return (
    <div className="mt-7 min-h-0 grow">
      {today.length === 0 && (
        <p className="pb-3 text-ink-soft">
          {text.nothingTonight} {shown.length > 0 && `${text.nextEvents}:`}
        </p>
      )}
      <ul className="border-line-strong border-t">
        {shown.map(event => (
          <EventRow
            key={event.eventId}
            event={event}
            when={
              today.length > 0 ? timeOfDay(event.start, timeZone) : dayAndTime(event.start, now, timeZone)
            }
          />
        ))}
      </ul>
      {more > 0 && <p className="pt-2 text-ink-faint text-meta">{text.more(more)}</p>}
    </div>
  )
}

function EventRow({ event, when }: { event: EventSummary; when: string }) {
  const gone = event.status !== 'on-sale' || event.left === 0
  return (
    <li className="flex h-14 items-center gap-4 border-line border-b">
      <time dateTime={event.start} className="min-w-11 shrink-0 text-tender">
        {when}
      </time>
      <span className="min-w-0 grow">
        <b className="block truncate text-panel">{event.name}</b>
        <span className="block truncate text-ink-faint text-meta">
          {event.type} · {event.location}
        </span>
      </span>
      <span className={classes('shrink-0 text-label', gone && 'text-ink-faint')}>{placesText(event)}</span>
    </li>
  )
}

function placesText({ status, left }: EventSummary): string {
  if (status === 'cancelled') return text.cancelled
  return status === 'on-sale' ? commonText.placesLeft(left) : text.notOnSale
}

function ClusterLine({ version }: { version: string }) {
  const status = useTerminal(state => state.status)
  const up = status?.nodes.filter(node => node.answers).length ?? 0
  const all = status?.nodes.length ?? 0
  return (
    <p className="flex items-center gap-2 pt-4 text-ink-faint text-meta">
      {status && all > 0 && (
        <>
          <Dot tone={status.phase === 'selling' ? 'ok' : 'danger'} />
          {text.nodes(up, all)}
          {status.phase === 'selling' &&
            status.confirmMs !== undefined &&
            `, ${text.confirmation(status.confirmMs)}`}
        </>
      )}
      <span className="ml-auto">{text.version(version)}</span>
    </p>
  )
}
