import type { BlockWhy } from '#shared/domain/block'
import { type SlotState, slotState } from '#shared/domain/occupancy'

const code = { free: 46, h: 104, r: 114, s: 115, b: 98 } as const

/**
 * Who has the slots of one area: a byte a slot, the terminal's id for those on hold, the reason for those blocked.
 * 50,000 seats are 50 KB, and one change touches one byte.
 */
export interface PackedClaims {
  bytes: Uint8Array
  /** Slots in use; `bytes` may be longer. */
  length: number
  holders: Map<number, string>
  blocks: Map<number, BlockWhy>
  counts: { held: number; reserved: number; sold: number; blocked: number }
}

export function emptyClaims(): PackedClaims {
  return {
    bytes: new Uint8Array(0),
    length: 0,
    holders: new Map(),
    blocks: new Map(),
    counts: { held: 0, reserved: 0, sold: 0, blocked: 0 },
  }
}

/** Makes room for `capacity` slots; never takes room away, since a claim past the end must stay visible. */
export function growTo(claims: PackedClaims, capacity: number): void {
  if (capacity > claims.bytes.length) {
    const bytes = new Uint8Array(Math.max(capacity, 64)).fill(code.free)
    bytes.set(claims.bytes.subarray(0, claims.length))
    claims.bytes = bytes
  }
  claims.length = Math.max(claims.length, capacity)
}

/** Puts `slot` into `state`; `by` says who holds it, for a hold, and why it is blocked, for a block. */
export function setSlot(claims: PackedClaims, slot: number, state: SlotState, by?: string | BlockWhy): void {
  growTo(claims, slot + 1)
  count(claims, stateOf(claims, slot), -1)
  count(claims, state, 1)
  claims.bytes[slot] = state.charCodeAt(0)
  if (state === slotState.held && typeof by === 'string') claims.holders.set(slot, by)
  else claims.holders.delete(slot)
  if (state === slotState.blocked && typeof by === 'object')
    claims.blocks.set(slot, sharedWhy(claims, slot, by))
  else if (claims.blocks.size > 0) claims.blocks.delete(slot)
}

/** Places are blocked by the row: neighbours with the same reason share it. */
function sharedWhy({ blocks }: PackedClaims, slot: number, { kind, reason }: BlockWhy): BlockWhy {
  const beside = blocks.get(slot - 1)
  return beside?.kind === kind && beside.reason === reason ? beside : { kind, reason }
}

/** Who holds a slot, or why it is blocked; undefined of others, and where that cannot be read. */
export function holderOf({ holders, blocks }: PackedClaims, slot: number): string | BlockWhy | undefined {
  return holders.get(slot) ?? (blocks.size > 0 ? blocks.get(slot) : undefined)
}

export function stateOf(claims: PackedClaims, slot: number): SlotState {
  switch (claims.bytes[slot]) {
    case code.h:
      return slotState.held
    case code.r:
      return slotState.reserved
    case code.s:
      return slotState.sold
    case code.b:
      return slotState.blocked
    default:
      return slotState.free
  }
}

/** One character a slot, for `capacity` slots: what a feed sends. */
export function packedText(claims: PackedClaims, capacity: number): string {
  growTo(claims, capacity)
  return Buffer.from(claims.bytes.buffer, claims.bytes.byteOffset, capacity).toString('latin1')
}

/** The numbers of the free slots below `capacity`, ascending. */
export function freeSlots(claims: PackedClaims, capacity: number): number[] {
  const free: number[] = []
  for (let slot = 0; slot < capacity; slot++) if (stateOf(claims, slot) === slotState.free) free.push(slot)
  return free
}

function count(claims: PackedClaims, state: SlotState, by: number): void {
  if (state === slotState.held) claims.counts.held += by
  else if (state === slotState.reserved) claims.counts.reserved += by
  else if (state === slotState.sold) claims.counts.sold += by
  else if (state === slotState.blocked) claims.counts.blocked += by
}
