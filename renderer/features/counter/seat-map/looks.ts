import type { HouseArea } from '#shared/contract/events'
import { slotState } from '#shared/domain/occupancy'
import type { Place } from '#shared/domain/order'

/** How a seat is drawn. Small numbers, so that a house of them is one byte array. */
export const look = {
  free: 0,
  /** In the basket on this screen. */
  ours: 1,
  /** Asked for, not answered yet. */
  asked: 2,
  /** Held by another till, or by another window of this one. */
  other: 3,
  blocked: 4,
  /** Sold or reserved. */
  gone: 5,
  /** Part of a sale whose answer was lost. */
  unknown: 6,
  /** Free, but no ticket for its zone is on sale. */
  notOnSale: 7,
} as const
export type Look = (typeof look)[keyof typeof look]

/** Who has the slots of one area. */
export type AreaView = Pick<HouseArea, 'area' | 'states' | 'holders' | 'blocks'>

/** What decides the looks of a house besides the places' own states. All places are of this event. */
export interface MapView {
  areas: readonly AreaView[]
  /** In the basket of this screen. */
  ours: readonly AreaPlace[]
  /** Being held or dropped right now. */
  asked: readonly AreaPlace[]
  /** Waiting for the answer of a sale. */
  unknown: readonly AreaPlace[]
  /** Zones a ticket can be bought for. */
  zonesOnSale: ReadonlySet<string>
}

export type AreaPlace = Pick<Place, 'areaId' | 'slot'>

/** By the character code of a slot's state; whatever is not known is not for sale. */
const lookOfCode = new Uint8Array(128).fill(look.gone)
lookOfCode[slotState.free.charCodeAt(0)] = look.free
lookOfCode[slotState.held.charCodeAt(0)] = look.other
lookOfCode[slotState.blocked.charCodeAt(0)] = look.blocked

/** The look of a seat by the character code of its slot's state. */
export function lookOfState(code: number): number {
  return lookOfCode[code] ?? look.gone
}
