import { describe, expect, it } from 'vitest'
import type { Order, TicketLine } from '#shared/domain/order'
import { accountOf } from './account'
import { exchangeAccount, stillWanted } from './exchange-account'

const line = (slot: number, priceMinor: number, priceType = 'adult'): TicketLine => ({
  ...{ eventId: 'recital', areaId: 'hall', slot, areaName: 'Hall', placeLabel: `Row A, seat ${slot + 1}` },
  ...{ eventName: 'A Recital', eventStart: '2026-11-28T19:00:00Z', ticketType: 'hall', ticketName: 'Hall' },
  ...{ priceType, priceName: 'Adult', priceMinor },
})

const order = (lines: TicketLine[], more: Partial<Order> = {}): Order => ({
  ...{ orderId: 'o', number: 'T01-000001', status: 'sold', terminalId: 'T01', seller: 's', sellerName: 'S' },
  ...{ currency: 'EUR', startedAt: '2026-11-21T18:00:00Z', lines, discounts: [], fees: [], taxes: [] },
  totalMinor: lines.reduce((sum, { priceMinor }) => sum + priceMinor, 0),
  ...{ payments: [], refunds: [], operations: [], ...more },
})

const taking = (...lines: TicketLine[]) => accountOf({ lines, currency: 'EUR' }, [])

describe('what an exchange costs', () => {
  const [front, back] = [line(0, 40_00), line(1, 40_00)]

  it('is the difference, either way', () => {
    const sold = order([front, back])
    expect(exchangeAccount(taking(line(5, 52_00)), sold, [front]).totalMinor).toBe(12_00)
    expect(exchangeAccount(taking(line(5, 25_00)), sold, [front]).totalMinor).toBe(-15_00)
    expect(exchangeAccount(taking(line(5, 40_00)), sold, [front]).totalMinor).toBe(0)
  })

  it('is nothing while nothing is chosen', () => {
    const account = exchangeAccount(taking(), order([front]), [front])
    expect(account).toMatchObject({ totalMinor: 0, currency: 'EUR', exchange: { givenMinor: 40_00 } })
  })

  it('asks for the order’s fee of one ticket more, and gives that of one that is free now', () => {
    const fees = [{ name: 'Counter fee', perTicketMinor: 1_50, amountMinor: 1_50 }]
    const sold = order([front], { fees, totalMinor: 41_50 })
    const more = exchangeAccount(taking(line(5, 20_00), line(6, 20_00)), sold, [front])
    expect(more).toMatchObject({ totalMinor: 1_50, exchange: { besidesMinor: 1_50 } })
    expect(exchangeAccount(taking(line(5, 0)), sold, [front]).totalMinor).toBe(-41_50)
  })
})

describe('what the next seat is sold as', () => {
  const given = [{ priceType: 'adult' }, { priceType: 'child' }, { priceType: 'adult' }]

  it('is what came back and is not taken yet', () => {
    expect(stillWanted(given, [])).toEqual(['adult', 'child', 'adult'])
    expect(stillWanted(given, [{ priceType: 'adult', count: 1 }])).toEqual(['child', 'adult'])
    expect(stillWanted(given, [{ priceType: 'adult', count: 2 }])).toEqual(['child'])
  })

  it('is nothing once as many are taken, of whatever kind', () => {
    expect(stillWanted(given, [{ priceType: 'senior', count: 3 }])).toEqual([])
    expect(stillWanted(given, [{ priceType: 'senior', count: 1 }])).toEqual(['child', 'adult'])
  })
})
