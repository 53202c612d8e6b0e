import { useCallback, useEffect, useState } from 'react'
import type { House } from '#shared/contract/events'
import type { EventChoices } from '#shared/contract/make-events'
import { countSlots, slotState } from '#shared/domain/occupancy'
import { showHouse, useHouse } from '../../../stores/house'
import { useTimeZone } from '../../../stores/terminal'
import { terminal } from '../../../transport'
import { Notice } from '../../../ui/banner'
import { Button } from '../../../ui/button'
import { FailureNotice } from '../../../ui/failure-notice'
import { Page } from '../../../ui/page'
import { useAction } from '../../../ui/use-action'
import { SaveBar } from '../save-bar'
import { eventsText } from '../text/events'
import { draftOf, type EventDraft, saysTheSame } from './draft'
import { EventForm } from './event-form'
import { BackLink } from './new-event-page'
import { SaleCard } from './sale-card'
import { stepsBetween } from './steps'
import { useChoices } from './use-choices'

const text = eventsText
/** The feed brings a change in milliseconds; what somebody else changes meanwhile is not waited for. */
const shownWithinMs = 1_000

/** One event, live: its form, and how its sale stands. */
export function EventPage({ eventId }: { eventId: string }) {
  const house = useHouse()
  const { choices, state } = useChoices()
  useEffect(() => showHouse(eventId), [eventId])
  const shown = house.status === 'shown' && house.eventId === eventId ? house.house : undefined
  return (
    <Page title={shown?.event.name ?? text.title} before={<BackLink />}>
      <FailureNotice state={state} />
      {house.status === 'not-found' && <Notice tone="warn" title={text.notFound} />}
      {shown && choices && <LiveEvent key={eventId} house={shown} choices={choices} />}
    </Page>
  )
}

function LiveEvent({ house, choices }: { house: House; choices: EventChoices }) {
  const timeZone = useTimeZone()
  const { eventId } = house.event
  const now = draftOf(house, timeZone)
  /** The event as it was when what is typed here began, and what is typed; without any, the form is the event as it is. */
  const [edited, setEdited] = useState<{ seen: EventDraft; wanted: EventDraft }>()
  const [saved, setSaved] = useState(false)
  const draft = edited?.wanted ?? now
  const isDirty = edited !== undefined && !saysTheSame(edited.seen, edited.wanted)
  const isCancelled = house.event.status === 'cancelled'
  const isMeanwhile = isDirty && !saysTheSame(edited.seen, now)

  const action = useAction(
    useCallback(
      async (seen: EventDraft, wanted: EventDraft) => {
        for (const step of stepsBetween(eventId, seen, wanted, timeZone)) await step(terminal.events)
        await untilShown(eventId, wanted, timeZone)
        setEdited(undefined)
        setSaved(true)
      },
      [eventId, timeZone],
    ),
  )

  return (
    <EventForm
      {...{ draft, choices }}
      standing={{ start: now.details.start, claimed: claimedOf(house) }}
      made={new Set(house.ticketTypes.map(({ type }) => type))}
      onDraft={wanted => {
        setSaved(false)
        setEdited({ seen: edited?.seen ?? now, wanted })
      }}
      onSend={() => void (edited && action.run(edited.seen, edited.wanted))}
      locked={isCancelled}
      aside={<SaleCard house={house} />}
      bar={
        <SaveBar
          label={text.bar.label}
          state={action.state}
          says={barSays({ isCancelled, isMeanwhile, isDirty, saved })}
        >
          <Button disabled={!isDirty || action.busy} onClick={() => setEdited(undefined)}>
            {text.bar.discard}
          </Button>
          <Button type="submit" kind="primary" disabled={!isDirty} busy={action.busy}>
            {text.bar.save}
          </Button>
        </SaveBar>
      }
    />
  )
}

/** How the form stands, in a sentence. */
function barSays(form: {
  isCancelled: boolean
  isMeanwhile: boolean
  isDirty: boolean
  saved: boolean
}): string {
  const { bar } = text
  if (form.isCancelled) return bar.cancelled
  if (form.isMeanwhile) return `${bar.meanwhile} ${bar.theirs}`
  if (form.isDirty) return bar.dirty
  return form.saved ? bar.saved : bar.clean
}

/** Until the live event says what was saved: else the form would show for a moment what was there before. */
function untilShown(eventId: string, wanted: EventDraft, timeZone: string): Promise<void> {
  const isShown = (state: ReturnType<typeof useHouse.getState>) =>
    state.status === 'shown' &&
    stepsBetween(eventId, draftOf(state.house, timeZone), wanted, timeZone).length === 0
  return new Promise(resolve => {
    const end = () => {
      stop()
      clearTimeout(limit)
      resolve()
    }
    const stop = useHouse.subscribe(state => isShown(state) && end())
    const limit = setTimeout(end, shownWithinMs)
    if (isShown(useHouse.getState())) end()
  })
}

/** How many places of each area somebody has. Numbers that were withdrawn are nobody's. */
function claimedOf({ areas }: House): Map<string, number> {
  return new Map(
    areas.map(({ area, states }) => {
      const withdrawn = area.kind === 'general-admission' ? (area.withdrawn ?? []) : []
      const blocked = withdrawn.filter(slot => states[slot] === slotState.blocked).length
      return [area.areaId, states.length - countSlots(states, slotState.free) - blocked]
    }),
  )
}
