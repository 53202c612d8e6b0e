import { CalendarDays } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { type HouseFacts, useHouse, useHouseFacts, useSeats } from '../../../stores/house'
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
  const status = useHouse(state => state.status)
  const house = useHouseFacts()
  switch (status) {
    case 'none':
      return <Empty title={counterText.chooseEvent}>{counterText.chooseEventHint}</Empty>
    case 'not-found':
      return <Empty title={counterText.eventGone}>{counterText.eventGoneHint}</Empty>
    case 'loading':
      return <Loading />
    case 'shown':
      return house && <Shown key={house.event.eventId} house={house} />
  }
}

function Shown({ house }: { house: HouseFacts }) {
  usePinnedChoice(house)
  const hasSeats = useSeats().some(({ seats }) => seats.rows.some(({ count }) => count > 0))
  return (
    <section aria-label={house.event.name} className="flex min-h-0 min-w-0 flex-col">
      <EventHead house={house} />
      {hasSeats ? <SeatedHouse house={house} /> : <TicketTypes house={house} />}
      <KeyLine house={house} />
      <PriceKeys house={house} />
    </section>
  )
}

/**
 * What the price keys sell is settled when the event comes to the screen: a type that is closed later must not hand
 * its keys to the next one while a cashier is typing.
 */
function usePinnedChoice(house: HouseFacts) {
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
