import type { HouseArea } from '#shared/contract/events'
import { slotState } from '#shared/domain/occupancy'
import type { Place } from '#shared/domain/order'
import { type Plan, seatAt } from './plan'

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

/** What decides the looks of a house besides the places' own states. All places are of this event. */
export interface MapView {
  areas: readonly Pick<HouseArea, 'area' | 'states'>[]
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

/** The look of every seat of `plan`. */
export function looksOf(plan: Plan, view: MapView): Uint8Array {
  const looks = new Uint8Array(plan.count).fill(look.gone)
  const onSale = plan.zones.map(zone => view.zonesOnSale.has(zone))
  for (const row of plan.rows) {
    const states = statesOf(plan, view, row.area)
    for (let index = row.first; index < row.first + row.count; index++) {
      const own = lookOfCode[states.charCodeAt(plan.slot[index] ?? 0)] ?? look.gone
      looks[index] = own === look.free && !onSale[plan.zone[index] ?? -1] ? look.notOnSale : own
    }
  }
  mark(plan, looks, view.ours, look.ours)
  mark(plan, looks, view.asked, look.asked)
  mark(plan, looks, view.unknown, look.unknown)
  return looks
}

function statesOf(plan: Plan, view: MapView, areaIndex: number): string {
  const areaId = plan.areas[areaIndex]?.areaId
  return view.areas.find(({ area }) => area.areaId === areaId)?.states ?? ''
}

function mark(plan: Plan, looks: Uint8Array, places: readonly AreaPlace[], as: Look) {
  for (const place of places) {
    const index = seatAt(plan, place)
    if (index !== undefined) looks[index] = as
  }
}

/** The seats that look different now. */
export function changedLooks(before: Uint8Array, after: Uint8Array): number[] {
  const changed: number[] = []
  for (let index = 0; index < after.length; index++) if (before[index] !== after[index]) changed.push(index)
  return changed
}

/** How many seats each zone has and how many of them can be taken, by zone index. */
export function placesByZone(plan: Plan, looks: Uint8Array): { capacity: number; left: number }[] {
  const counts = plan.zones.map(() => ({ capacity: 0, left: 0 }))
  for (let index = 0; index < plan.count; index++) {
    const zone = counts[plan.zone[index] ?? 0]
    if (!zone) continue
    zone.capacity++
    if (looks[index] === look.free) zone.left++
  }
  return counts
}
