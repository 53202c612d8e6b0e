import { CalendarDays } from 'lucide-react'
import { memo, type ReactNode, useEffect } from 'react'
import type { House } from '#shared/contract/events'
import { useHouse } from '../../../stores/house'
import { useChoice } from '../choice'
import { useDesk } from '../desk'
import { KeyLine } from '../prices/key-line'
import { NoticeLine } from '../prices/notice-line'
import { PriceKeys } from '../prices/price-keys'
import { counterText } from '../text'
import { EventHead } from './event-head'
import { SeatedHouse } from './seated-house'
import { TicketTypes } from './ticket-types'

/** The middle of the counter: the chosen event, its seats or ticket types, and the keys that sell them. */
export function HousePanel() {
  const state = useHouse()
  switch (state.status) {
    case 'none':
      return <Empty title={counterText.chooseEvent}>{counterText.chooseEventHint}</Empty>
    case 'not-found':
      return <Empty title={counterText.eventGone}>{counterText.eventGoneHint}</Empty>
    case 'loading':
      return <Loading />
    case 'shown':
      return <Shown key={state.eventId} house={state.house} />
  }
}

function Shown({ house }: { house: House }) {
  usePinnedChoice(house)
  const hasSeats = house.areas.some(({ section }) => section?.rows.some(row => row.seats.length > 0))
  return (
    <section aria-label={house.event.name} className="flex min-h-0 min-w-0 flex-col">
      <EventHead house={house} />
      {hasSeats ? <SeatedHouse house={house} /> : <TicketTypes house={house} />}
      <TicketKeyLine house={house} />
      <TicketKeys house={house} />
    </section>
  )
}

/** Seats come and go many times a second; what is said of tickets and keys is another only when they are. */
const sameTickets = ({ house: a }: { house: House }, { house: b }: { house: House }) =>
  a.event === b.event && a.ticketTypes === b.ticketTypes
const TicketKeyLine = memo(KeyLine, sameTickets)
const TicketKeys = memo(PriceKeys, sameTickets)

/**
 * What the price keys sell is settled when the event comes to the screen: a type that is closed later must not hand
 * its keys to the next one while a cashier is typing.
 */
function usePinnedChoice(house: House) {
  const { chosen } = useChoice(house)
  const type = chosen?.type.type
  useEffect(() => {
    useDesk.setState(({ ticketType }) => ({ ticketType: ticketType ?? type }))
  }, [type])
}

function Empty({ title, children }: { title: string; children: ReactNode }) {
  const notice = useDesk(state => state.notice)
  return (
    <section aria-label={title} className="flex min-w-0 flex-col">
      <div className="grid grow place-content-center justify-items-center gap-1 p-6 text-center">
        <CalendarDays size={32} strokeWidth={1.5} aria-hidden className="mb-2 text-ink-off" />
        <h1 className="text-title">{title}</h1>
        <p className="text-ink-soft">{children}</p>
      </div>
      {notice && <NoticeLine notice={notice} />}
    </section>
  )
}

/** The panel in its final shape, after 200 ms of waiting. */
function Loading() {
  const bar = 'rounded-key bg-hover'
  return (
    <section aria-label={counterText.loading} aria-busy className="min-w-0 animate-appear">
      <div className="flex h-15 flex-col justify-center gap-2 border-line border-b bg-surface px-4">
        <span className={`h-4 w-56 ${bar}`} />
        <span className={`h-3 w-80 ${bar}`} />
      </div>
    </section>
  )
}
