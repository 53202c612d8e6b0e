import { create } from 'zustand'
import type { House, HouseArea, HouseChange } from '#shared/contract/events'
import { slotState, withSlots } from '#shared/domain/occupancy'
import { terminal } from '../transport'
import { followFeed } from './follow-feed'
import { feedRefused } from './session'

/** The house of the one event that is on the screen. */
export type HouseState =
  | { status: 'none' }
  | { status: 'loading'; eventId: string }
  | { status: 'shown'; eventId: string; house: House; revision: number }
  | { status: 'not-found'; eventId: string }

export const useHouse = create<HouseState>(() => ({ status: 'none' }))

let stop: (() => void) | undefined

/** Puts the house of `eventId` on the screen and follows it, instead of the one before; undefined: none. */
export function showHouse(eventId: string | undefined): void {
  const state = useHouse.getState()
  if (eventId === undefined ? state.status === 'none' : state.status !== 'none' && state.eventId === eventId)
    return
  stop?.()
  stop = undefined
  if (eventId === undefined) {
    useHouse.setState({ status: 'none' }, true)
    return
  }
  useHouse.setState({ status: 'loading', eventId }, true)
  stop = followFeed({
    open: (resume, signal) => terminal.events.house({ eventId, resume }, { signal }),
    onSnapshot: (house, revision) => useHouse.setState({ status: 'shown', eventId, house, revision }, true),
    onChange: (change, revision) =>
      useHouse.setState(state => {
        if (state.status !== 'shown') throw new Error('A house changed before it was there')
        return { ...state, house: withHouseChange(state.house, change), revision }
      }, true),
    onRefused: refusal => {
      if (refusal.code === 'NOT_FOUND') useHouse.setState({ status: 'not-found', eventId }, true)
      else feedRefused(refusal)
    },
  })
}

/** `house` after what changed at one revision. Areas that did not change stay the same objects. */
export function withHouseChange(house: House, change: HouseChange): House {
  const edited = new Map(change.ticketTypes?.map(type => [type.type, type]))
  const known = new Set(house.ticketTypes.map(type => type.type))
  const ticketTypes = change.ticketTypes
    ? [
        ...house.ticketTypes.map(type => edited.get(type.type) ?? type),
        ...change.ticketTypes.filter(type => !known.has(type.type)),
      ].sort((a, b) => a.rank - b.rank)
    : house.ticketTypes
  const areas = house.areas.map(area => withAreaSlots(area, change.slots?.[area.area.areaId] ?? []))
  return { ...house, event: change.event ?? house.event, ticketTypes, areas }
}

type SlotChanges = NonNullable<HouseChange['slots']>[string]

function withAreaSlots(area: HouseArea, changes: SlotChanges): HouseArea {
  if (changes.length === 0) return area
  const holders = { ...area.holders }
  for (const [slot, state, terminalId] of changes) {
    if (state === slotState.held && terminalId) holders[slot] = terminalId
    else delete holders[slot]
  }
  return {
    ...area,
    states: withSlots(
      area.states,
      changes.map(([slot, state]) => [slot, state] as const),
    ),
    holders,
  }
}
