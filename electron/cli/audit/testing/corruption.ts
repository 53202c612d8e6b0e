import type { Connection, Op } from '../../../cluster/model'
import { smallHouse } from '../../../testing/house'
import type { Business } from './business'

/** What is planted into a copy of the business, and every violation that comes of it: its rule, and its keys. */
export interface Corruption {
  plant: Op[] | ((copy: { connection: Connection; leaseId: string }) => Promise<Op[]>)
  found: string[]
}

/** Something that goes wrong, by name. */
export type NamedCorruption = [what: string, corrupt: (business: Business) => Corruption]

export const { adultMinor } = smallHouse.hall

const sixDigits = (slot: number) => String(slot).padStart(6, '0')
export const seatKey = (slot: number) => `claim:recital:hall:${sixDigits(slot)}`
export const floorKey = (slot: number) => `claim:recital:floor:${sixDigits(slot)}`
/** The till's audit records: 1, 2 and 3 tell of its three sales. */
export const recordKey = (n: number) => `audit:T01:${String(n).padStart(10, '0')}`
/** The till's ledger: three orders, three receipts, three records. */
export const ledgerKey = 'ledger:T01'
export const orderIdOf = (orderKey: string) => orderKey.slice('order:'.length)
