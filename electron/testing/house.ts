import type { TicketType } from '#shared/domain/event'
import type { Connection } from '../cluster/model'
import { put } from '../cluster/txn'
import { keyspace } from '../keyspace'

/** A day that stays ahead of every test run. */
const inAWeek = () => new Date(Date.now() + 7 * 86_400_000).toISOString()

/** The small house of the tests: `hall` with two rows of ten seats, and `floor` for standing. */
export const smallHouse = {
  eventId: 'recital',
  hall: { areaId: 'hall', ticketType: 'hall', adultMinor: 40_00, childMinor: 20_00 },
  floor: { areaId: 'floor', ticketType: 'floor', adultMinor: 15_00 },
}

/** Puts the small house on sale. `floorCapacity` numbers stand on the floor. */
export async function openSmallHouse(connection: Connection, floorCapacity = 200): Promise<void> {
  const { eventId, hall, floor } = smallHouse
  const venueId = 'house'
  const adult = (priceMinor: number) => ({ priceType: 'adult', name: 'Adult', priceMinor })
  const type = (value: Pick<TicketType, 'type' | 'name' | 'rank' | 'sells' | 'prices'>) =>
    put(
      keyspace.ticketType.key(eventId, value.type),
      keyspace.ticketType.encode({ eventId, state: 'on-sale', limits: {}, ...value }),
    )
  const seats = (row: number) =>
    Array.from({ length: 10 }, (_, n) => ({
      ...{ slot: row * 10 + n, label: String(n + 1), x: n, y: row, zone: 'A', kind: 'seat' as const },
    }))
  await connection.txn({
    compare: [],
    success: [
      put(
        keyspace.venue.key(venueId),
        keyspace.venue.encode({
          venueId,
          name: 'The House',
          city: 'Lisbon',
          capacity: 220,
          timeZone: 'Europe/Lisbon',
        }),
      ),
      put(
        keyspace.section.key(venueId, 'hall'),
        keyspace.section.encode({
          ...{ venueId, sectionId: 'hall', version: 1, name: 'Hall' },
          rows: ['A', 'B'].map((label, row) => ({ label, seats: seats(row) })),
        }),
      ),
      put(
        keyspace.event.key(eventId),
        keyspace.event.encode({
          ...{
            eventId,
            name: 'A Recital',
            slug: 'a-recital',
            description: '',
            location: 'Hall',
            type: 'Concert',
          },
          ...{ start: inAWeek(), venueId, status: 'on-sale', currency: 'EUR' },
        }),
      ),
      put(
        keyspace.area.key(eventId, hall.areaId),
        keyspace.area.encode({
          ...{ kind: 'seated', eventId, areaId: hall.areaId, name: 'Hall', venueId },
          ...{ sectionId: 'hall', sectionVersion: 1, capacity: 20 },
        }),
      ),
      put(
        keyspace.area.key(eventId, floor.areaId),
        keyspace.area.encode({
          kind: 'general-admission',
          eventId,
          areaId: floor.areaId,
          name: 'Floor',
          capacity: floorCapacity,
        }),
      ),
      type({
        ...{ type: hall.ticketType, name: 'Hall seat', rank: 1, sells: { by: 'zones', zones: ['A'] } },
        prices: [adult(hall.adultMinor), { priceType: 'child', name: 'Child', priceMinor: hall.childMinor }],
      }),
      type({
        ...{ type: floor.ticketType, name: 'Standing', rank: 2, sells: { by: 'area', areaId: floor.areaId } },
        prices: [adult(floor.adultMinor)],
      }),
    ],
  })
}
