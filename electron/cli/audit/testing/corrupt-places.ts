import { put, remove } from '../../../cluster/txn'
import { edited, storedAt } from './business'
import { floorKey, type NamedCorruption, orderIdOf, seatKey } from './corruption'

/** Places with no owner, two owners, or none of the house's. */
export const corruptPlaces: NamedCorruption[] = [
  [
    'a claim whose owner is not there',
    b => ({
      plant: [put(seatKey(15), storedAt(b, seatKey(0)).replace(orderIdOf(b.seated), 'nobody'))],
      found: [`claim-owner ${seatKey(15)} order:nobody`],
    }),
  ],
  [
    'a claim of an order that was given up',
    b => ({
      plant: [put(seatKey(15), storedAt(b, seatKey(0)).replace(orderIdOf(b.seated), orderIdOf(b.abandoned)))],
      found: [`claim-owner ${seatKey(15)} ${b.abandoned}`],
    }),
  ],
  [
    'a claim that its owner does not list',
    b => ({
      plant: [put(seatKey(15), storedAt(b, seatKey(0)))],
      found: [`claim-owner ${seatKey(15)} ${b.seated}`],
    }),
  ],
  [
    'a basket that is gone and left its holds',
    b => ({
      plant: [remove(b.basket)],
      found: [`claim-owner ${seatKey(10)} ${b.basket}`, `claim-owner ${seatKey(11)} ${b.basket}`],
    }),
  ],
  [
    'an order that is void and kept its place',
    b => ({
      plant: [edited(b, b.last, { status: 'void', 'payments.0.status': 'refunded' })],
      found: [`claim-owner ${seatKey(5)} ${b.last}`],
    }),
  ],
  [
    'a sold place without a claim',
    b => ({ plant: [remove(seatKey(1))], found: [`owner-claim ${b.seated} ${seatKey(1)}`] }),
  ],
  [
    'a held place without a claim',
    b => ({ plant: [remove(seatKey(10))], found: [`owner-claim ${b.basket} ${seatKey(10)}`] }),
  ],
  [
    'a place with two owners',
    b => ({
      plant: [edited(b, b.last, { 'lines.0.slot': 1 })],
      // Inevitable: the place that it had before is listed by nobody now.
      found: [`one-owner ${b.last} ${b.seated} ${seatKey(1)}`, `claim-owner ${seatKey(5)} ${b.last}`],
    }),
  ],
  [
    'a place that one order lists twice',
    b => {
      const { lines } = JSON.parse(storedAt(b, b.last))
      return {
        plant: [edited(b, b.last, { 'lines.1': { ...lines[0], priceMinor: 0 } })],
        found: [`one-owner ${b.last} ${seatKey(5)}`],
      }
    },
  ],
  [
    'a sold place that the house blocks',
    b => ({
      plant: [put(seatKey(5), '{"v":1,"state":"block","kind":"house","reason":"","by":"ada"}')],
      found: [`one-owner ${b.last} ${seatKey(5)}`],
    }),
  ],
  [
    'a claim in another state than its owner',
    b => ({
      plant: [edited(b, seatKey(5), { state: 'reservation' })],
      found: [`claim-agrees ${seatKey(5)} ${b.last}`],
    }),
  ],
  [
    'a claim with another price type than its line',
    b => ({
      plant: [edited(b, seatKey(5), { priceType: 'child' })],
      found: [`claim-agrees ${seatKey(5)} ${b.last}`],
    }),
  ],
  [
    'a seat that its section does not have',
    b => ({
      plant: [
        remove(seatKey(5)),
        put(seatKey(20), storedAt(b, seatKey(5))),
        edited(b, b.last, { 'lines.0.slot': 20 }),
      ],
      found: [`claim-place ${seatKey(20)} section:house:hall`],
    }),
  ],
  [
    'a number at the capacity of its area',
    b => ({
      plant: [
        remove(floorKey(190)),
        put(floorKey(200), storedAt(b, floorKey(190))),
        edited(b, b.bought, { 'lines.0.slot': 200 }),
      ],
      found: [`claim-place ${floorKey(200)} area:recital:floor`],
    }),
  ],
  [
    'a claim in an area that is not there',
    b => ({
      plant: [
        remove(floorKey(190)),
        put('claim:recital:roof:000190', storedAt(b, floorKey(190))),
        edited(b, b.bought, { 'lines.0.areaId': 'roof' }),
      ],
      found: ['claim-place claim:recital:roof:000190'],
    }),
  ],
  [
    'a ticket type that does not sell the zone of the seats',
    b => ({
      plant: [edited(b, 'ticket:recital:hall', { 'sells.zones.0': 'B' })],
      found: [0, 1, 5, 10, 11].map(slot => `claim-ticket-type ${seatKey(slot)} ticket:recital:hall`),
    }),
  ],
  [
    'a seat sold by the ticket type of the floor',
    b => ({
      plant: [
        edited(b, seatKey(5), { ticketType: 'floor' }),
        edited(b, b.last, { 'lines.0.ticketType': 'floor' }),
      ],
      found: [`claim-ticket-type ${seatKey(5)} ticket:recital:floor`],
    }),
  ],
  [
    'a ticket type that is not there',
    b => ({
      plant: [
        edited(b, seatKey(5), { ticketType: 'mauve' }),
        edited(b, b.last, { 'lines.0.ticketType': 'mauve' }),
      ],
      found: [`claim-ticket-type ${seatKey(5)} ticket:recital:mauve`],
    }),
  ],
  [
    'a price type that the ticket type does not have',
    b => ({
      plant: [
        edited(b, seatKey(5), { priceType: 'student' }),
        edited(b, b.last, { 'lines.0.priceType': 'student' }),
      ],
      found: [`claim-ticket-type ${seatKey(5)} ticket:recital:hall`],
    }),
  ],
  [
    'more claims than an area has places',
    b => ({
      plant: [edited(b, 'area:recital:hall', { capacity: 4 })],
      found: ['capacity area:recital:hall'],
    }),
  ],
  [
    'a seated area of another version of its section',
    b => ({
      plant: [edited(b, 'section:house:hall', { version: 2 })],
      found: ['house-references area:recital:hall section:house:hall'],
    }),
  ],
  [
    'an event that is not there',
    () => ({
      plant: [remove('event:recital')],
      found: ['area:recital:floor', 'area:recital:hall', 'ticket:recital:floor', 'ticket:recital:hall'].map(
        key => `house-references ${key}`,
      ),
    }),
  ],
  [
    'a ticket type for an area that is not there',
    b => ({
      plant: [edited(b, 'ticket:recital:floor', { type: 'roof', 'sells.areaId': 'roof' })].map(op => ({
        ...op,
        key: 'ticket:recital:roof',
      })),
      found: ['house-references ticket:recital:roof'],
    }),
  ],
  [
    'a sale that hangs on a lease',
    b => ({
      plant: async ({ leaseId }) => [put(seatKey(5), storedAt(b, seatKey(5)), { leaseId })],
      found: [`permanent-on-lease ${seatKey(5)}`],
    }),
  ],
  [
    'an order that hangs on a lease',
    b => ({
      plant: async ({ leaseId }) => [put(b.last, storedAt(b, b.last), { leaseId })],
      found: [`permanent-on-lease ${b.last}`],
    }),
  ],
  [
    'a hold without a lease',
    b => ({
      plant: [put(seatKey(10), storedAt(b, seatKey(10)))],
      found: [`without-lease ${seatKey(10)}`],
    }),
  ],
  [
    'a basket without a lease',
    b => ({ plant: [put(b.basket, storedAt(b, b.basket))], found: [`without-lease ${b.basket}`] }),
  ],
  [
    'a hold on another lease than its basket',
    b => ({
      plant: async ({ connection }) => [
        put(seatKey(11), storedAt(b, seatKey(11)), { leaseId: await connection.leases.grant(600) }),
      ],
      found: [`basket-lease ${seatKey(11)} ${b.basket}`],
    }),
  ],
]
