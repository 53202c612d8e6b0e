import { type AreaView, look, lookOfState, type MapView } from './looks'
import { type Plan, rowOf, seatAt } from './plan'

interface Places {
  capacity: number
  left: number
}

/**
 * How every seat of a house looks, kept up to date: a change costs what changed and not what the house holds. Whoever
 * shows something of it is told of every change; the painter takes the seats that changed in between.
 */
export interface Board {
  readonly plan: Plan
  /** By seat index; see `look`. */
  readonly looks: Uint8Array
  /** How many seats there are and how many of them can be taken, by zone index and by area index. */
  readonly zones: readonly Readonly<Places>[]
  readonly areas: readonly Readonly<Places>[]
  /** Who has the slots of each area, by area index; undefined of an area that nothing was told about. */
  readonly views: readonly (AreaView | undefined)[]
  /** Seats that are being chosen and would be asked for; drawn as if they were. */
  readonly picked: ReadonlySet<number>
  pick(seats: ReadonlySet<number>): void
  update(view: MapView): void
  /** The seats that look different since this was last called. */
  takeChanged(): number[]
  /** Calls `listener` after every change. @returns what ends that */
  onChange(listener: () => void): () => void
}

/** Another text whenever the words about one of `count` seats from `first` on, or their looks, may be others. */
export function standingOf(board: Board, first: number, count = 1): string {
  const { plan, looks } = board
  const view = board.views[rowOf(plan, first).area]
  let text = ''
  for (let index = first; index < first + count; index++) {
    const slot = plan.slot[index] ?? -1
    const why = view?.blocks?.[slot]
    text += `${looks[index]}${view?.states[slot] ?? ''}${view?.holders[slot] ?? ''}${why ? why.kind + why.reason : ''} `
  }
  return text
}

/** Areas are compared in pieces of so many slots: equal pieces cost next to nothing. */
const pieceLength = 512

export function createBoard(plan: Plan): Board {
  const looks = new Uint8Array(plan.count).fill(look.gone)
  /** What the house says, without what this page holds, asks for and waits for. */
  const house = new Uint8Array(plan.count).fill(look.gone)
  const views: (AreaView | undefined)[] = plan.areas.map(() => undefined)
  const zones = plan.zones.map(() => ({ capacity: 0, left: 0 }))
  const areas = plan.areas.map(() => ({ capacity: 0, left: 0 }))
  const areaOfRow = plan.rows.map(row => row.area)
  const indexOfArea = new Map(plan.areas.map(({ areaId }, index) => [areaId, index]))
  let marks = new Map<number, number>()
  let zonesOnSale: ReadonlySet<string> = new Set()
  let changed = new Set<number>()
  let picked: ReadonlySet<number> = new Set()
  const listeners = new Set<() => void>()

  for (let index = 0; index < plan.count; index++) {
    for (const places of placesOf(index)) places.capacity++
  }

  function placesOf(index: number): Places[] {
    const zone = zones[plan.zone[index] ?? -1]
    const area = areas[areaOfRow[plan.row[index] ?? -1] ?? -1]
    return zone && area ? [zone, area] : []
  }

  function show(index: number, own: number) {
    const before = looks[index]
    if (before === own) return
    looks[index] = own
    changed.add(index)
    const more = Number(own === look.free) - Number(before === look.free)
    if (more !== 0) for (const places of placesOf(index)) places.left += more
  }

  function setHouse(index: number, code: number) {
    const own = lookOfState(code)
    const isClosed = own === look.free && !zonesOnSale.has(plan.zones[plan.zone[index] ?? -1] ?? '')
    house[index] = isClosed ? look.notOnSale : own
    if (!marks.has(index)) show(index, house[index] ?? look.gone)
  }

  function setArea(area: number, view: AreaView | undefined, isAnew: boolean) {
    const [before, now] = [views[area]?.states ?? '', view?.states ?? '']
    views[area] = view
    if (before === now && !isAnew) return
    const slots = plan.areas[area]?.indexOfSlot ?? new Int32Array()
    for (let from = 0; from < slots.length; from += pieceLength) {
      const until = Math.min(slots.length, from + pieceLength)
      if (!isAnew && before.slice(from, until) === now.slice(from, until)) continue
      for (let slot = from; slot < until; slot++) {
        const index = slots[slot] ?? -1
        const code = now.charCodeAt(slot)
        if (index >= 0 && (isAnew || code !== before.charCodeAt(slot))) setHouse(index, code)
      }
    }
  }

  /** An area that is the same object is as it was: looking at it costs the same however many seats it has. */
  function setAreas(now: readonly AreaView[], isAnew: boolean) {
    let told = 0
    for (const view of now) {
      const area = indexOfArea.get(view.area.areaId)
      if (area === undefined) continue
      told++
      if (isAnew || views[area] !== view) setArea(area, view, isAnew)
    }
    if (told === plan.areas.length) return
    const known = new Set(now.map(view => view.area.areaId))
    for (const [area, { areaId }] of plan.areas.entries())
      if (!known.has(areaId)) setArea(area, undefined, isAnew)
  }

  function setMarks(now: Map<number, number>) {
    const before = marks
    marks = now
    for (const index of before.keys()) if (!now.has(index)) show(index, house[index] ?? look.gone)
    for (const [index, own] of now) show(index, own)
  }

  function tell() {
    for (const listener of listeners) listener()
  }

  return {
    plan,
    looks,
    zones,
    areas,
    views,
    get picked() {
      return picked
    },
    pick(seats) {
      for (const index of picked) if (!seats.has(index)) changed.add(index)
      for (const index of seats) if (!picked.has(index)) changed.add(index)
      picked = seats
      tell()
    },
    update(view) {
      const isAnew = !sameSet(zonesOnSale, view.zonesOnSale)
      zonesOnSale = view.zonesOnSale
      setAreas(view.areas, isAnew)
      setMarks(marksOf(plan, view))
      tell()
    },
    takeChanged() {
      const taken = [...changed]
      changed = new Set()
      return taken
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** What stands above what the house says, the later above the earlier. */
function marksOf(plan: Plan, { ours, asked, unknown }: MapView): Map<number, number> {
  const marks = new Map<number, number>()
  const layers = [
    [ours, look.ours],
    [asked, look.asked],
    [unknown, look.unknown],
  ] as const
  for (const [places, own] of layers)
    for (const place of places) {
      const index = seatAt(plan, place)
      if (index !== undefined) marks.set(index, own)
    }
  return marks
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a === b || (a.size === b.size && [...a].every(own => b.has(own)))
}
