import { expect, it } from 'vitest'
import type { TicketLine } from '#shared/domain/order'
import { keyspace } from './index'

const line = (slot: number, more: Partial<TicketLine> = {}): TicketLine => ({
  ...{ eventId: '01936b0e-8a4c-7c3e-9b1e-0d6a4a1f2b3c', areaId: 'north-stand-lower', slot },
  ...{ areaName: 'North stand, lower tier', placeLabel: `Row ${slot % 40}, seat ${slot}` },
  ...{ eventName: 'The Harbour Philharmonic and Friends, Opening Night', eventStart: '2027-03-01T19:30:00Z' },
  ...{ ticketType: 'stand-lower', ticketName: 'Lower stand' },
  ...{ priceType: 'adult', priceName: 'Adult', priceMinor: 62_00 },
  ...more,
})

const basket = (lines: TicketLine[]) => ({
  ...{ basketId: 'b', terminalId: 'T01', orderId: 'o', seller: 'mira', sellerName: 'Mira', stepId: 's' },
  ...{ openedAt: '2027-01-01T10:00:00Z', openUntil: '2027-01-01T10:10:00Z', currency: 'EUR', lines },
})

const readBack = (text: string) => {
  const decoded = keyspace.basket.decode(text)
  if (!decoded.ok) throw new Error(decoded.detail)
  return decoded.value.lines
}

it('stores a group in a small part of what its lines would take, and reads every field of them back', () => {
  const lines = Array.from({ length: 2_000 }, (_, slot) =>
    line(slot, slot % 3 === 0 ? { priceType: 'child', priceName: 'Child', priceMinor: 31_00 } : {}),
  )
  const text = keyspace.basket.encode(basket(lines))
  expect(text.length).toBeLessThan(JSON.stringify(lines).length / 8)
  expect(readBack(text)).toEqual(lines)
})

it('keeps the fields of a newer build, and says a label once for all that stand', () => {
  const lines = Array.from({ length: 150 }, (_, slot) => ({
    ...line(slot, { placeLabel: 'Floor' }),
    insured: true,
  }))
  const text = keyspace.basket.encode(basket(lines))
  expect(text.match(/Floor/g)).toHaveLength(1)
  expect(readBack(text)).toEqual(lines)
})

it('leaves a few lines, and lines that have nothing in common, as they are', () => {
  for (const lines of [
    [line(1), line(2)],
    Array.from({ length: 120 }, (_, n) => line(n, { priceMinor: n })),
  ]) {
    const text = keyspace.basket.encode(basket(lines))
    expect(JSON.parse(text).lines).toEqual(lines)
    expect(readBack(text)).toEqual(lines)
  }
})
