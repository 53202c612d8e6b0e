import { create } from 'zustand'
import { look } from './looks'
import { type Plan, seatKinds } from './plan'

/** What the legend can bring out besides the price zones. */
export type LegendEntry = 'unknown' | 'ours' | 'other' | 'blocked' | 'gone' | 'wheelchair'
export type MapFilter = { by: 'zones'; zones: readonly string[] } | { by: 'entry'; entry: LegendEntry }

/** What is brought out on the map now; the rest is dimmed, and stays as it is for sale. */
export const useMapFilter = create<{ filter: MapFilter | undefined }>(() => ({ filter: undefined }))

/** Brings something out; asked for again, shows everything as before. */
export function toggleFilter(filter: MapFilter): void {
  useMapFilter.setState(state => ({ filter: isSame(state.filter, filter) ? undefined : filter }))
}

export function clearFilter(): void {
  useMapFilter.setState({ filter: undefined })
}

/** Whether `filter` is what is brought out. */
export function isSame(a: MapFilter | undefined, b: MapFilter): boolean {
  if (a?.by === 'entry') return b.by === 'entry' && a.entry === b.entry
  return a?.by === 'zones' && b.by === 'zones' && a.zones.join('\n') === b.zones.join('\n')
}

const looksOfEntry: Record<Exclude<LegendEntry, 'wheelchair'>, readonly number[]> = {
  unknown: [look.unknown],
  ours: [look.ours, look.asked],
  other: [look.other],
  blocked: [look.blocked],
  gone: [look.gone],
}
const wheelchair = seatKinds.indexOf('wheelchair')

/** Which seats stay as they are. */
export function litBy(
  filter: MapFilter | undefined,
  plan: Plan,
  looks: Uint8Array,
): (index: number) => boolean {
  if (!filter) return () => true
  if (filter.by === 'zones') {
    const zones = plan.zones.map(zone => filter.zones.includes(zone))
    return index => zones[plan.zone[index] ?? -1] ?? false
  }
  if (filter.entry === 'wheelchair') return index => plan.kind[index] === wheelchair
  const own = looksOfEntry[filter.entry]
  return index => own.includes(looks[index] ?? -1)
}
