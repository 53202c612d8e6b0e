import type { Wanted } from '#shared/contract/selling'
import type { Connection } from '../../cluster/model'
import { put } from '../../cluster/txn'
import { keyspace } from '../../keyspace'

/** One standing place of the arena, in minor units of its currency. */
export const placeMinor = 15_00
/** As most are bought. */
export const ticketsPerOrder = 2
/** The standing places of an event there. */
export const capacity = 8_000

const areaId = 'floor'
const type = 'standing'
const weekMs = 7 * 86_400_000

/** Puts a standing event on sale, in one transaction. @returns its revision. */
export async function openArena(connection: Connection, eventId: string): Promise<number> {
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

/** Any `count` places of the arena. */
export const places = (eventId: string, count: number): Wanted[] => [
  { pick: 'any', eventId, count, ticketType: type, priceType: 'adult' },
]
