import type { Wanted } from '#shared/contract/selling'
import type { Connection } from '../../cluster/model'
import { put } from '../../cluster/txn'
import { keyspace } from '../../keyspace'

const placeMinor = 15_00
/** As most are bought. */
export const ticketsPerOrder = 2
/** What an order costs, in minor units of the arena's currency. */
export const orderMinor = ticketsPerOrder * placeMinor
const areaId = 'floor'
const type = 'standing'
const weekMs = 7 * 86_400_000

/** Puts a standing event with `capacity` places on sale, in one transaction. @returns its revision. */
export async function openArena(connection: Connection, eventId: string, capacity: number): Promise<number> {
  const { revision } = await connection.txn({
    compare: [],
    success: [
      put(
        keyspace.event.key(eventId),
        keyspace.event.encode({
          ...{ eventId, name: 'An Evening in the Arena', slug: eventId, description: '', location: 'Arena' },
          ...{ type: 'Concert', start: new Date(Date.now() + weekMs).toISOString(), venueId: 'arena' },
          ...{ status: 'on-sale', currency: 'EUR' },
        }),
      ),
      put(
        keyspace.area.key(eventId, areaId),
        keyspace.area.encode({ kind: 'general-admission', eventId, areaId, name: 'Floor', capacity }),
      ),
      put(
        keyspace.ticketType.key(eventId, type),
        keyspace.ticketType.encode({
          ...{ eventId, type, name: 'Standing', rank: 1, sells: { by: 'area', areaId }, state: 'on-sale' },
          prices: [{ priceType: 'adult', name: 'Adult', priceMinor: placeMinor }],
        }),
      ),
    ],
  })
  return revision
}

/** The key whose revision every sale in the arena compares. */
export const ticketTypeKey = (eventId: string) => keyspace.ticketType.key(eventId, type)

/** What an order asks for: any places of the arena. */
export const wanted = (eventId: string): Wanted[] => [
  { pick: 'any', eventId, count: ticketsPerOrder, ticketType: type, priceType: 'adult' },
]

/** A group of `count`, any places of the arena, and what it costs. */
export const groupOf = (eventId: string, count: number) => ({
  parts: [{ pick: 'any' as const, eventId, count, ticketType: type, priceType: 'adult' }],
  totalMinor: count * placeMinor,
})
