import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Area, Event, TicketType } from '#shared/domain/event'
import type { Order } from '#shared/domain/order'
import type { Section } from '#shared/domain/venue'
import type { Entry } from '../cluster/bulk'
import { type AuditRecord, keyspace, type Ledger, problemWith } from '../keyspace'
import { auditPart, chainHash, chainStart } from '../keyspace/audit-chain'
import { buildDemo } from './build'

const friday = '2026-11-20T16:45:00.000Z'

const digestOf = (entries: readonly Entry[]) =>
  createHash('sha256').update(JSON.stringify(entries)).digest('hex')

/** What a demonstration holds, by kind. */
function opened(entries: readonly Entry[]) {
  const values = <T>(prefix: string) =>
    entries.filter(({ key }) => key.startsWith(prefix)).map(({ value }) => JSON.parse(value) as T)
  const claimsOf = (eventId: string) =>
    entries.filter(({ key }) => key.startsWith(`claim:${eventId}:`)).length
  return {
    events: values<Event>('event:'),
    areas: values<Area>('area:'),
    ticketTypes: values<TicketType>('ticket:'),
    sections: values<Section>('section:'),
    orders: values<Order>('order:'),
    claimsOf,
    capacityOf: (eventId: string) =>
      values<Area>(`area:${eventId}:`).reduce((sum, area) => sum + area.capacity, 0),
  }
}

const demo = buildDemo({ seed: 7, now: friday })
const house = opened(demo)

describe('the demonstration', () => {
  it('is the same for the same seed and moment, and another for another seed', () => {
    expect(digestOf(buildDemo({ seed: 7, now: friday }))).toBe(digestOf(demo))
    const other = opened(buildDemo({ seed: 8, now: friday }))
    expect(other.events).toEqual(house.events)
    expect(other.orders[0]).not.toEqual(house.orders[0])
  })

  it('writes each key once, and only values their kinds can read', () => {
    expect(new Set(demo.map(({ key }) => key)).size).toBe(demo.length)
    expect(demo.filter(({ key, value }) => problemWith(key, value))).toEqual([])
  })

  it('has a hall of exactly 600 seats in four sections, rows without I and O', () => {
    expect(house.sections.map(({ name }) => name)).toEqual([
      'Stalls left',
      'Stalls centre',
      'Stalls right',
      'Balcony',
    ])
    const rows = house.sections.flatMap(section => section.rows)
    expect(rows.reduce((sum, row) => sum + row.seats.length, 0)).toBe(600)
    expect(rows.map(({ label }) => label).filter(label => 'IO'.includes(label))).toEqual([])
  })

  it('numbers seats from the left of the plan, none upon another', () => {
    const seats = house.sections.flatMap(section => section.rows.flatMap(row => row.seats))
    for (const { rows } of house.sections)
      for (const { seats: inRow } of rows)
        expect(inRow.map(({ x }) => x)).toEqual(inRow.map(({ x }) => x).sort((a, b) => a - b))
    const nearest = seats.map((seat, index) =>
      Math.min(...seats.slice(index + 1).map(other => Math.hypot(other.x - seat.x, other.y - seat.y))),
    )
    expect(Math.min(...nearest)).toBeGreaterThan(1)
  })

  it('puts a companion seat right beside each wheelchair place', () => {
    for (const { rows } of house.sections) {
      const seats = rows.flatMap(row => row.seats)
      const wheelchairs = seats.filter(({ kind }) => kind === 'wheelchair').map(({ slot }) => slot)
      const companions = seats.filter(({ kind }) => kind === 'companion')
      expect(companions.map(({ companionOf }) => companionOf).sort()).toEqual(wheelchairs.sort())
      for (const { slot, companionOf } of companions) expect(Math.abs(slot - (companionOf ?? -9))).toBe(1)
    }
    const wheelchairs = house.sections.flatMap(({ rows }) => rows.flatMap(row => row.seats))
    expect(wheelchairs.filter(({ kind }) => kind === 'wheelchair').length).toBe(6)
  })

  it('sells every seat of every house by exactly one ticket, at a price for every price type', () => {
    for (const type of house.ticketTypes) expect(type.prices.length).toBe(8)
    const zones = house.sections.flatMap(({ rows }) => rows.flatMap(row => row.seats.map(({ zone }) => zone)))
    for (const { eventId } of house.events) {
      const types = house.ticketTypes.filter(type => type.eventId === eventId)
      const areas = house.areas.filter(area => area.eventId === eventId)
      const priced = types.flatMap(({ sells }) => (sells.by === 'zones' ? sells.zones : []))
      expect(new Set(priced).size).toBe(priced.length)
      if (areas.some(({ kind }) => kind === 'seated')) expect(new Set(priced)).toEqual(new Set(zones))
      for (const { kind, areaId } of areas)
        if (kind === 'general-admission')
          expect(types.some(({ sells }) => sells.by === 'area' && sells.areaId === areaId)).toBe(true)
    }
  })

  it('has an evening that is sold out, one that nearly is, and a standing room for 1,500', () => {
    const left = (eventId: string) => house.capacityOf(eventId) - house.claimsOf(eventId)
    expect(left('declan-roche')).toBe(0)
    expect(left('saoirse-vale')).toBe(9)
    expect(left('butter-road')).toBe(7)
    expect(house.capacityOf('saoirse-vale')).toBe(1_500)
  })
})

describe('what was sold', () => {
  const byKey = new Map(demo.map(({ key, value }) => [key, JSON.parse(value) as unknown]))

  it('has a claim for every line of an order and an order for every claim, none twice', () => {
    const lines = house.orders.flatMap(({ orderId, lines }) =>
      lines.map(({ eventId, areaId, slot }) => ({
        key: keyspace.claim.key(eventId, areaId, String(slot).padStart(6, '0')),
        orderId,
      })),
    )
    for (const { key, orderId } of lines) expect(byKey.get(key)).toMatchObject({ state: 'sale', orderId })
    const sold = [...byKey].filter(
      ([key, value]) => key.startsWith('claim:') && (value as { state: string }).state === 'sale',
    )
    expect(sold.length).toBe(lines.length)
  })

  it('is paid exactly, in the past', () => {
    for (const { lines, totalMinor, payments, settledAt } of house.orders) {
      expect(settledAt && settledAt < friday).toBe(true)
      expect(lines.reduce((sum, line) => sum + line.priceMinor, 0)).toBe(totalMinor)
      expect(payments.reduce((sum, payment) => sum + payment.amountMinor, 0)).toBe(totalMinor)
      expect(totalMinor).toBeGreaterThan(0)
    }
  })

  it('is numbered without gaps at every till, and its audit chain holds', () => {
    for (const terminalId of ['F01', 'F02', 'C01']) {
      const ledger = byKey.get(keyspace.ledger.key(terminalId)) as Ledger
      const own = house.orders.filter(order => order.terminalId === terminalId)
      const expected = own.map((_, index) => `${terminalId}-${String(index + 1).padStart(6, '0')}`)
      expect(own.map(({ number }) => number)).toEqual(expected)
      expect(own.map(({ payments }) => payments[0]?.receipt)).toEqual(expected.map(n => n.replace('-', '-R')))
      expect(ledger).toMatchObject({ lastOrder: own.length, lastReceipt: own.length })

      let previousHash = chainStart
      for (let n = 1; n <= ledger.lastAudit; n++) {
        const record = byKey.get(keyspace.audit.key(terminalId, auditPart(n))) as AuditRecord
        expect(record).toMatchObject({ n, previousHash, hash: chainHash(record) })
        previousHash = record.hash
      }
      expect(ledger.auditHash).toBe(previousHash)
    }
  })
})
