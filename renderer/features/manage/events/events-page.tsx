import { Plus, Search } from 'lucide-react'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { ManagedEvent } from '#shared/contract/make-events'
import { useEvents } from '../../../stores/events'
import { useTimeZone } from '../../../stores/terminal'
import { Button } from '../../../ui/button'
import { Card } from '../../../ui/card'
import { Chip, Tag } from '../../../ui/chip'
import { dayName, shortDay, timeOfDay } from '../../../ui/dates'
import { FailureNotice } from '../../../ui/failure-notice'
import { TextField } from '../../../ui/field'
import { Meter } from '../../../ui/meter'
import { Page } from '../../../ui/page'
import { Table } from '../../../ui/table'
import { useNow } from '../../../ui/use-now'
import { eventsText } from '../text/events'
import { statusTones } from './sale-card'
import { useEventList, type Which } from './use-event-list'

const text = eventsText
const kinds: readonly Which[] = ['coming', 'drafts', 'over']

/** Every event of the house; those that are coming are live. */
export function EventsPage() {
  const [which, setWhich] = useState<Which>('coming')
  const [wanted, setWanted] = useState('')
  const [, navigate] = useLocation()
  const coming = useEvents(state => state.ids.length)
  const { events, state, more, showMore } = useEventList(which)
  const sought = wanted.trim().toLowerCase()
  const rows = events?.filter(({ name, location, type }) =>
    `${name} ${location} ${type}`.toLowerCase().includes(sought),
  )
  return (
    <Page
      title={text.title}
      intro={text.intro}
      actions={
        <Button
          kind="primary"
          icon={<Plus size={16} aria-hidden />}
          onClick={() => navigate('/manage/events/new')}
        >
          {text.newEvent}
        </Button>
      }
    >
      <div className="flex shrink-0 items-center justify-between gap-3">
        <fieldset className="flex gap-1.5">
          <legend className="sr-only">{text.whichLabel}</legend>
          {kinds.map(kind => (
            <Chip key={kind} pressed={which === kind} onClick={() => setWhich(kind)}>
              {text.which[kind]}
              {kind === 'coming' && <span className="figures opacity-80">{coming}</span>}
            </Chip>
          ))}
        </fieldset>
        <div className="relative w-64">
          <Search
            size={14}
            aria-hidden
            className="pointer-events-none absolute top-1/2 left-2.5 z-1 -translate-y-1/2 text-ink-faint"
          />
          <TextField
            label={text.search}
            labelShown={false}
            placeholder={text.search}
            value={wanted}
            onValue={setWanted}
            maxLength={120}
            className="pl-8"
          />
        </div>
      </div>
      <Card className="min-h-0 overflow-hidden">
        {rows && (
          <EventTable
            rows={rows}
            empty={sought === '' ? text.none[which] : text.none.found(wanted.trim())}
            isOver={which === 'over'}
          />
        )}
        {state.status === 'failed' && (
          <div className="p-4">
            <FailureNotice state={state} />
          </div>
        )}
        {more && (
          <div className="p-2">
            <Button kind="quiet" onClick={showMore} busy={state.status === 'busy'}>
              {text.more}
            </Button>
          </div>
        )}
      </Card>
    </Page>
  )
}

function EventTable({ rows, empty, isOver }: { rows: ManagedEvent[]; empty: string; isOver: boolean }) {
  const zone = useTimeZone()
  const now = useNow(60_000)
  return (
    <Table<ManagedEvent>
      caption={text.title}
      rows={rows}
      rowKey={({ eventId }) => eventId}
      empty={empty}
      columns={[
        {
          ...{ id: 'start', title: text.columns.start, className: 'figures whitespace-nowrap' },
          cell: ({ start }) => (
            <span className="flex gap-2">
              <span className="w-24">{isOver ? shortDay(start, zone) : dayName(start, now, zone)}</span>
              <span className="text-ink-soft">{timeOfDay(start, zone)}</span>
            </span>
          ),
        },
        {
          ...{ id: 'name', title: text.columns.name, className: 'w-2/5 max-w-0' },
          cell: ({ eventId, name }) => (
            <Link
              href={`/manage/events/${eventId}`}
              dir="auto"
              title={name}
              className="block truncate rounded-key text-label hover:text-accent hover:underline"
            >
              {name}
            </Link>
          ),
        },
        {
          ...{ id: 'type', title: text.columns.type, className: 'text-ink-soft whitespace-nowrap' },
          cell: ({ type }) => <span className="block max-w-32 truncate">{type}</span>,
        },
        {
          ...{ id: 'location', title: text.columns.location, className: 'text-ink-soft whitespace-nowrap' },
          cell: ({ location }) => <span className="block max-w-40 truncate">{location}</span>,
        },
        {
          ...{ id: 'sold', title: text.columns.sold, align: 'end' },
          cell: ({ sold, capacity }) => (
            <span className="flex items-center justify-end gap-2.5 whitespace-nowrap">
              <Meter share={capacity === 0 ? 0 : sold / capacity} className="w-16" />
              <span className="min-w-24">{text.sold(sold, capacity)}</span>
            </span>
          ),
        },
        {
          ...{ id: 'state', title: text.columns.state },
          cell: ({ status }) => <Tag tone={statusTones[status]}>{text.status[status]}</Tag>,
        },
      ]}
    />
  )
}
