import { create } from 'zustand'
import type { House, HouseChange } from '#shared/contract/events'
import { terminal } from '../transport'
import { followFeed } from './follow-feed'
import { changesTogether, withHouseChange } from './house-change'
import { packedArea } from './packed-section'
import { feedRefused } from './session'

/** The house of the one event that is on the screen. */
export type HouseState =
  | { status: 'none' }
  | { status: 'loading'; eventId: string }
  | { status: 'shown'; eventId: string; house: House; revision: number }
  | { status: 'not-found'; eventId: string }

export const useHouse = create<HouseState>(() => ({ status: 'none' }))

let stop: (() => void) | undefined

/** What came since the house was last put on the screen. */
let waiting: { change: HouseChange; revision: number }[] = []

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
      const packed = { ...house, areas: house.areas.map(packedArea) }
      // Who waits for the next message still has this one: it must not keep every seat as an object.
      for (const area of house.areas) delete area.section
      useHouse.setState({ status: 'shown', eventId, house: packed, revision }, true)
    },
    onChange: (change, revision) => {
      waiting.push({ change, revision })
      if (waiting.length === 1) nextFrame(takeIn)
    },
    onRefused: refusal => {
      if (refusal.code === 'NOT_FOUND') useHouse.setState({ status: 'not-found', eventId }, true)
      else feedRefused(refusal)
    },
  })
}

/** Puts on the screen what came since the last frame, at once: a thousand changes a second are sixty pictures. */
function takeIn() {
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
