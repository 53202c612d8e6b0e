import type { Voucher } from '#shared/domain/discount'
import type { TicketType } from '#shared/domain/event'
import type { Connection, Op } from '../../cluster/model'
import { put } from '../../cluster/txn'
import { keyspace } from '../../keyspace'

const weekMs = 7 * 86_400_000
const seatsPerRow = 40
const venueId = 'house'
const sectionId = 'hall'

/** Where a campaign sells: seats that everybody wants from the first row on, under two ticket types, and standing. */
export const house = {
  eventId: 'gala',
  hall: { areaId: 'hall', ticketTypes: ['hall', 'club'] },
  floor: { areaId: 'floor', ticketType: 'floor' },
  /** Another night, so that a basket may have tickets of two events. */
  second: { eventId: 'matinee', floor: { areaId: 'floor', ticketType: 'floor' } },
  /** A small one that is called off. */
  calledOff: { eventId: 'reading', floor: { areaId: 'floor', ticketType: 'floor' } },
  /** The first can be used three times at once, the other always; both come back with a refund. */
  vouchers: ['LAST-THREE', 'TENTH'],
  gifts: ['GIFT-1', 'GIFT-2'],
} as const

const giftMinor = 200_00

/** The prices that edits go to and fro between. */
export const pricesMinor = [15_00, 16_00, 20_00, 40_00] as const

/** Puts it on sale, with room for about `orders`. */
export async function openHouse(connection: Connection, orders: number): Promise<void> {
  const seats = Math.min(4_000, Math.max(400, 2 * orders))
  const standing = Math.max(3_000, 5 * orders)
  const rows = Array.from({ length: Math.ceil(seats / seatsPerRow) }, (_, row) => ({
    label: `R${row + 1}`,
    seats: Array.from({ length: seatsPerRow }, (_, n) => ({
      ...{
        slot: row * seatsPerRow + n,
        label: String(n + 1),
        x: n,
        y: row,
        zone: 'A',
        kind: 'seat' as const,
      },
    })),
  }))
  const capacity = rows.length * seatsPerRow
  const { eventId, hall, floor, second, calledOff } = house
  const [hallType, clubType] = hall.ticketTypes
  const nights = [
    { id: eventId, places: standing },
    { id: second.eventId, places: standing },
    { id: calledOff.eventId, places: Math.max(30, Math.floor(orders / 5)) },
  ]
  const [lastThree, tenth] = house.vouchers
  const floors = nights.flatMap(({ id, places }) => [
    put(
      keyspace.area.key(id, floor.areaId),
      keyspace.area.encode({
        ...{
          kind: 'general-admission',
          eventId: id,
          areaId: floor.areaId,
          name: 'Floor',
          capacity: places,
        },
      }),
    ),
    ticketType(id, floor.ticketType, { by: 'area', areaId: floor.areaId }, pricesMinor[0]),
  ])
  await connection.txn({
    compare: [],
    success: [
      put(
        keyspace.venue.key(venueId),
        keyspace.venue.encode({
          ...{ venueId, name: 'The House', city: 'Lisbon', timeZone: 'Europe/Lisbon' },
          capacity: capacity + standing,
        }),
      ),
      put(
        keyspace.section.key(venueId, sectionId),
        keyspace.section.encode({ venueId, sectionId, version: 1, name: 'Hall', rows }),
      ),
      event(eventId, 'A Gala'),
      event(second.eventId, 'A Matinee'),
      event(calledOff.eventId, 'A Reading'),
      voucher(lastThree, { maxUses: 3, discount: { kind: 'amount', amountMinor: 5_00 } }),
      voucher(tenth, { discount: { kind: 'percentage', basisPoints: 1_000 } }),
      ...house.gifts.map(gift),
      put(
        keyspace.area.key(eventId, hall.areaId),
        keyspace.area.encode({
          ...{ kind: 'seated', eventId, areaId: hall.areaId, name: 'Hall', venueId, sectionId },
          ...{ sectionVersion: 1, capacity },
        }),
      ),
      ticketType(eventId, hallType, { by: 'zones', zones: ['A'] }, pricesMinor[3]),
      ticketType(eventId, clubType, { by: 'zones', zones: ['A'] }, pricesMinor[2]),
      ...floors,
    ],
  })
}

function voucher(code: string, what: Partial<Voucher> & Pick<Voucher, 'discount'>): Op {
  return put(keyspace.voucher.key(code), keyspace.voucher.encode({ name: code, uses: 0, ...what }))
}

function gift(code: string): Op {
  const value = { balanceMinor: giftMinor, issuedMinor: giftMinor, currency: 'EUR' }
  return put(keyspace.gift.key(code), keyspace.gift.encode(value))
}

function event(eventId: string, name: string): Op {
  return put(
    keyspace.event.key(eventId),
    keyspace.event.encode({
      ...{ eventId, name, slug: eventId, description: '', location: 'House', type: 'Concert', venueId },
      ...{ start: new Date(Date.now() + weekMs).toISOString(), status: 'on-sale', currency: 'EUR' },
    }),
  )
}

function ticketType(eventId: string, type: string, sells: TicketType['sells'], priceMinor: number): Op {
  return put(
    keyspace.ticketType.key(eventId, type),
    keyspace.ticketType.encode({
      ...{ eventId, type, name: type, rank: 1, sells, state: 'on-sale', limits: {} },
      prices: [{ priceType: 'adult', name: 'Adult', priceMinor }],
    }),
  )
}
