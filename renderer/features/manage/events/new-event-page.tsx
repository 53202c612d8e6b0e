import { ArrowLeft } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { EventChoices } from '#shared/contract/make-events'
import { slugOf } from '#shared/domain/event-details'
import { newId } from '#shared/domain/ids'
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
import { copyOf, draftOf, type EventDraft, emptyDraft } from './draft'
import { EventForm } from './event-form'
import { areaFrom, detailsFrom, ticketFrom } from './reading'
import { useChoices } from './use-choices'

const text = eventsText
const nothingStands = { claimed: new Map<string, number>() }
const nothingMade = new Set<string>()

/** The form of a new event; of one like another, with `copied`, its id. */
export function NewEventPage({ copied }: { copied?: string | undefined }) {
  const { choices, state } = useChoices()
  const timeZone = useTimeZone()
  const house = useHouse()
  useEffect(() => showHouse(copied), [copied])
  const original = house.status === 'shown' && house.eventId === copied ? house.house : undefined
  const isReady = choices && (copied === undefined || original)
  return (
    <Page title={original ? text.copyTitle(original.event.name) : text.newTitle} before={<BackLink />}>
      <FailureNotice state={state} />
      {copied !== undefined && house.status === 'not-found' && <Notice tone="warn" title={text.notFound} />}
      {choices && choices.venueId === undefined ? (
        <Notice tone="warn" title={text.noHouse.title}>
          {text.noHouse.body}{' '}
          <Link href="/manage/settings" className="text-accent underline">
            {text.noHouse.link}
          </Link>
        </Notice>
      ) : (
        isReady && (
          <NewEvent
            choices={choices}
            first={original ? copyOf(draftOf(original, timeZone)) : emptyDraft(choices)}
          />
        )
      )}
    </Page>
  )
}

function NewEvent({ choices, first }: { choices: EventChoices; first: EventDraft }) {
  const timeZone = useTimeZone()
  const [, navigate] = useLocation()
  const [draft, setDraft] = useState(first)
  // Drawn once: a form that is sent again, after a lost answer, is the same event.
  const [ids] = useState(() => ({ operationId: newId(), tail: newId().slice(-6) }))
  const action = useAction(
    useCallback(
      async (sent: EventDraft, status: 'draft' | 'on-sale') => {
        const slug = slugOf(sent.details.name)
        const eventId = `${slug.slice(0, 24).replace(/-+$/, '') || 'event'}-${ids.tail}`
        await terminal.events.create({
          ...{ operationId: ids.operationId, eventId, slug, status },
          details: detailsFrom(sent, timeZone),
          areas: sent.areas.map(areaFrom),
          ticketTypes: sent.tickets.map(ticket => ticketFrom(ticket, sent)),
        })
        navigate(`/manage/events/${eventId}`)
      },
      [ids, timeZone, navigate],
    ),
  )
  return (
    <EventForm
      {...{ draft, choices }}
      standing={nothingStands}
      made={nothingMade}
      onDraft={setDraft}
      onSend={how => void action.run(draft, how === 'draft' ? 'draft' : 'on-sale')}
      bar={
        <SaveBar label={text.bar.label} says="" state={action.state}>
          <Button type="submit" value="draft" busy={action.busy}>
            {text.bar.saveDraft}
          </Button>
          <Button type="submit" value="on-sale" kind="primary" busy={action.busy}>
            {text.bar.create}
          </Button>
        </SaveBar>
      }
    />
  )
}

export function BackLink() {
  return (
    <Link
      href="/manage/events"
      aria-label={text.back}
      title={text.back}
      className="-ml-1.5 grid size-8 place-items-center rounded-control text-ink-soft hover:bg-hover hover:text-ink"
    >
      <ArrowLeft size={16} aria-hidden />
    </Link>
  )
}
