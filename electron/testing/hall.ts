import type { WantedBest } from '#shared/contract/wanted-best'
import type { Seat } from '#shared/domain/venue'
import type { Connection } from '../cluster/model'
import { put } from '../cluster/txn'
import { keyspace } from '../keyspace'

const dayMs = 86_400_000
const venueId = 'house'

/** A hall of numbered seats: every row has the same blocks with aisles between them. */
export interface HallPlan {
  eventId: string
  rows: number
  /** Seats of each block of a row. */
  blocks: readonly number[]
  /** What is other than usual of a seat. */
  change?(seat: Seat): Partial<Seat>
}

/** One ticket type sells the whole hall at this price. */
export const hallTicket = { areaId: 'stalls', ticketType: 'stalls', priceMinor: 30_00 }

/** Puts a hall on sale, in one transaction. @returns its revision. */
export async function openHall(connection: Connection, plan: HallPlan): Promise<number> {
  const { eventId } = plan
  const { areaId, ticketType: type, priceMinor } = hallTicket
  const rows = hallRows(plan)
  const { revision } = await connection.txn({
    compare: [],
    success: [
      put(
        keyspace.section.key(venueId, eventId),
        keyspace.section.encode({ venueId, sectionId: eventId, version: 1, name: 'Stalls', rows }),
      ),
      put(
        keyspace.event.key(eventId),
        keyspace.event.encode({
          ...{
            eventId,
            name: 'An Evening',
            slug: eventId,
            description: '',
            location: 'Hall',
            type: 'Concert',
          },
          ...{ start: new Date(Date.now() + 7 * dayMs).toISOString(), venueId },
          ...{ status: 'on-sale', currency: 'EUR' },
        }),
      ),
      put(
        keyspace.area.key(eventId, areaId),
        keyspace.area.encode({
          ...{ kind: 'seated', eventId, areaId, name: 'Stalls', venueId, sectionId: eventId },
          ...{ sectionVersion: 1, capacity: rows.reduce((sum, row) => sum + row.seats.length, 0) },
        }),
      ),
      put(
        keyspace.ticketType.key(eventId, type),
        keyspace.ticketType.encode({
          ...{ eventId, type, name: 'Stalls', rank: 1, sells: { by: 'zones', zones: ['A'] } },
          ...{ limits: {}, state: 'on-sale' },
          prices: [
            { priceType: 'adult', name: 'Adult', priceMinor },
            { priceType: 'child', name: 'Child', priceMinor: priceMinor / 2 },
          ],
        }),
      ),
    ],
  })
  return revision
}

/** A wish for the best `count` seats of a hall, for adults unless `more` says otherwise. */
export const bestOf = (
  eventId: string,
  count: number,
  more: Partial<Pick<WantedBest, 'accessible' | 'areaId'>> = {},
): WantedBest => ({
  ...{ pick: 'best', eventId, count, ticketType: hallTicket.ticketType, priceType: 'adult' },
  ...more,
})

function hallRows({ rows, blocks, change }: HallPlan) {
  let slot = 0
  return Array.from({ length: rows }, (_, y) => {
    let x = 0
    const seats = blocks.flatMap(size => {
      const block = Array.from({ length: size }, (): Seat => {
        const seat: Seat = { slot: slot++, label: String(x + 1), x: x++, y, zone: 'A', kind: 'seat' }
        return { ...seat, ...change?.(seat) }
      })
      x += 2
      return block
    })
    return { label: String(y + 1), seats }
  })
}
