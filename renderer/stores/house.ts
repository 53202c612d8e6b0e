import { create } from 'zustand'
import { useShallow } from 'zustand/shallow'
import type { House, HouseChange } from '#shared/contract/events'
import { terminal } from '../transport'
import { followFeed } from './follow-feed'
import { changesTogether, withHouseChange } from './house-change'
import { type PackedSection, packedArea, packOf } from './packed-section'
import { feedRefused } from './session'

/** The house of the one event that is on the screen. */
export type HouseState =
  | { status: 'none' }
  | { status: 'loading'; eventId: string }
  | { status: 'shown'; eventId: string; house: House; seats: readonly AreaSeats[]; revision: number }
  | { status: 'not-found'; eventId: string }

/** Where the seats of an area stand. The same object until the house is told anew, whatever is sold of it. */
export interface AreaSeats {
  areaId: string
  seats: PackedSection
}

export const useHouse = create<HouseState>(() => ({ status: 'none' }))

/** What of a house stays as it is while its places come and go. */
export type HouseFacts = Pick<House, 'event' | 'stages' | 'ticketTypes'>

/** The house on the screen but for its places, as a hook; undefined while there is none. */
export function useHouseFacts(): HouseFacts | undefined {
  return useHouse(
    useShallow(state => {
      if (state.status !== 'shown') return undefined
      const { event, stages, ticketTypes } = state.house
      return { event, stages, ticketTypes }
    }),
  )
}

const noAreas: House['areas'] = []

/** Who has the places of the house on the screen now; none while there is no house. */
export function areasNow(): House['areas'] {
  const state = useHouse.getState()
  return state.status === 'shown' ? state.house.areas : noAreas
}

const noSeats: readonly AreaSeats[] = []

/** The seated areas of the house on the screen, as a hook; the same array whatever is sold of them. */
export function useSeats(): readonly AreaSeats[] {
  return useHouse(state => (state.status === 'shown' ? state.seats : noSeats))
}

let stop: (() => void) | undefined

/** What came since the house was last put on the screen. */
let waiting: { change: HouseChange; revision: number }[] = []
let takenInAt = 0
/** A change that comes so long after the one before, in milliseconds, comes by itself: two frames. */
const alongMs = 33

/** Puts the house of `eventId` on the screen and follows it, instead of the one before; undefined: none. */
export function showHouse(eventId: string | undefined): void {
  const state = useHouse.getState()
  if (eventId === undefined ? state.status === 'none' : state.status !== 'none' && state.eventId === eventId)
    return
  stop?.()
  stop = undefined
  waiting = []
  if (eventId === undefined) {
    useHouse.setState({ status: 'none' }, true)
    return
  }
  useHouse.setState({ status: 'loading', eventId }, true)
  stop = followFeed({
    open: (resume, signal) => terminal.events.house({ eventId, resume }, { signal }),
    onSnapshot: (house, revision) => {
      waiting = []
      const areas = house.areas.map(packedArea)
      const seats = areas.flatMap(area => {
        const own = packOf(area)
        return own ? [{ areaId: area.area.areaId, seats: own }] : []
      })
      // Who waits for the next message still has this one: it must not keep every seat as an object.
      for (const area of house.areas) delete area.section
      useHouse.setState({ status: 'shown', eventId, house: { ...house, areas }, seats, revision }, true)
    },
    onChange: (change, revision) => {
      waiting.push({ change, revision })
      if (waiting.length > 1) return
      // What comes by itself is on the screen at once; what comes in numbers is taken in together, once a frame.
      if (performance.now() - takenInAt > alongMs) takeIn()
      else nextFrame(takeIn)
    },
    onRefused: refusal => {
      if (refusal.code === 'NOT_FOUND') useHouse.setState({ status: 'not-found', eventId }, true)
      else feedRefused(refusal)
    },
  })
}

/** Puts on the screen what came since the last frame, at once: a thousand changes a second are sixty pictures. */
function takeIn() {
  takenInAt = performance.now()
  const taken = waiting
  waiting = []
  const last = taken.at(-1)
  if (!last) return
  useHouse.setState(state => {
    if (state.status !== 'shown') throw new Error('A house changed before it was there')
    const change = changesTogether(taken.map(own => own.change))
    return { ...state, house: withHouseChange(state.house, change), revision: last.revision }
  }, true)
}

/** Runs `work` before the next picture, or soon when the window shows none. */
function nextFrame(work: () => void) {
  const run = () => {
    cancelAnimationFrame(frame)
    clearTimeout(late)
    work()
  }
  const frame = requestAnimationFrame(run)
  const late = setTimeout(run, hiddenMs)
}

/** A window in the background is given no frames; it is brought up to date this often, in milliseconds. */
const hiddenMs = 100
