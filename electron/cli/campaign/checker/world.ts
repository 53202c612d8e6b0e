import type { Step } from '../history'

/** What is wrong, and what it amounts to for the people at the counter. */
export interface Violation {
  rule: string
  /** `other`: a rule of the design is broken, whether or not somebody noticed. */
  counts: 'oversold' | 'lost' | 'duplicated' | 'other'
  /** Where it happened, when it happened at a revision. */
  revision?: number
  /** The keys or attempts it is about, and what was found. */
  about: string
  /** What happened to those keys, and who attempted what with them, one after another. */
  trail?: string[]
}

/** A value as the store has it, taken apart without the code that wrote it. */
export interface Stored {
  value: Record<string, unknown>
  leaseId: string | undefined
  revision: number
}

/** The store between two revisions. */
export type World = Map<string, Stored>

export interface PlaceRef {
  eventId: string
  areaId: string
  slot: number
}

export interface Line extends PlaceRef {
  ticketType: string
  priceType: string
  priceMinor: number
}

/** @returns the value, or undefined when it is no JSON object. */
export function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const json: unknown = JSON.parse(text)
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

export const isKind = (kind: string, key: string) => key.startsWith(`${kind}:`)

/** The tickets of a basket or an order, also where those of a group are written in short. */
export function linesOf(value: Record<string, unknown>): Line[] {
  if (Array.isArray(value.lines)) return value.lines as Line[]
  if (typeof value.lines !== 'object' || value.lines === null) return []
  const { kinds, rows } = value.lines as { kinds: Omit<Line, 'slot'>[]; rows: [number, number][] }
  return rows.flatMap(([kind, slot]) => {
    const said = kinds[kind]
    return said ? { ...said, slot } : []
  })
}

/** A place's claim, as its key is written: every id of a campaign is plain. */
export const claimOf = ({ eventId, areaId, slot }: PlaceRef) =>
  `claim:${eventId}:${areaId}:${String(slot).padStart(6, '0')}`

/** Carries a revision out. */
export function applied(world: World, { revision, changes }: Step): void {
  for (const { key, value, leaseId } of changes) {
    const json = value === undefined ? undefined : parsed(value)
    if (json) world.set(key, { value: json, leaseId, revision })
    else world.delete(key)
  }
}
