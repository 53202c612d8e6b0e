import { describe, expect, it } from 'vitest'
import { heldPlace, heldSeat, picked } from '../testing/tickets'
import { accountOf, countByPriceType, labelOf, seatNumber } from './account'

describe('accountOf', () => {
  it('puts the house’s fee on every ticket that costs anything, and says how much tax is in it', () => {
    const charges = {
      fee: { name: 'Counter fee', perTicketMinor: 150, currency: 'EUR' },
      tax: { name: 'VAT', basisPoints: 1_000 },
    }
    const discounts = [{ name: 'Half', code: 'HALF', amountMinor: 2_800 }]
    const account = accountOf(undefined, [picked(2)], { charges, discounts })
    expect(account).toMatchObject({ ticketsMinor: 5_600, discounts, totalMinor: 5_600 - 2_800 + 300 })
    expect(account.fees).toMatchObject([{ amountMinor: 300 }])
    expect(account.taxes).toMatchObject([{ amountMinor: expect.any(Number) }])
  })

  it('is empty at first', () => {
    expect(accountOf(undefined, [])).toMatchObject({
      groups: [],
      ticketCount: 0,
      totalMinor: 0,
      currency: undefined,
    })
  })

  it('lists seats one by one and places of general admission by their count', () => {
    const basket = { currency: 'EUR', lines: [heldSeat(9), heldPlace(1), heldSeat(10), heldPlace(2)] }
    const account = accountOf(basket, [])
    expect(account).toMatchObject({ ticketCount: 4, totalMinor: 2 * 6_800 + 2 * 2_800, currency: 'EUR' })
    expect(account.groups).toHaveLength(1)
    expect(account.groups[0]?.lines).toMatchObject([
      { kind: 'seat', seat: { slot: 9 } },
      { kind: 'places', count: 2, held: [{ slot: 1 }, { slot: 2 }] },
      { kind: 'seat', seat: { slot: 10 } },
    ])
  })

  it('adds what is only picked to what is held, each event by itself', () => {
    const account = accountOf({ currency: 'EUR', lines: [heldSeat(9)] }, [picked(2, { eventId: 'other' })])
    expect(account).toMatchObject({ ticketCount: 3, totalMinor: 6_800 + 2 * 2_800 })
    expect(account.groups.map(group => group.eventId)).toEqual(['suites', 'other'])
    expect(account.groups[1]?.lines).toMatchObject([{ kind: 'places', count: 2, held: [] }])
  })
})

describe('seatNumber', () => {
  it('is the last word of the label', () => {
    expect(seatNumber(heldSeat(9))).toBe('9')
  })
})

describe('countByPriceType', () => {
  it('counts held and picked tickets together, of those that belong', () => {
    const held = [heldSeat(9), heldSeat(10, { priceType: 'child' }), heldSeat(1, { eventId: 'other' })]
    const counts = countByPriceType(held, [picked(2)], ticket => ticket.eventId === 'suites')
    expect([...counts]).toEqual([
      ['adult', 3],
      ['child', 1],
    ])
  })
})

describe('labelOf', () => {
  const label = (...[lines, picks = []]: [Parameters<typeof heldSeat>[0][], ReturnType<typeof picked>[]?]) =>
    labelOf(accountOf({ currency: 'EUR', lines: lines.map(slot => heldSeat(slot)) }, picks))

  it('names seats of one row, and counts anything else', () => {
    expect(label([9])).toBe('Row F, seat 9')
    expect(label([9, 10])).toBe('Row F, seats 9–10')
    expect(label([11, 9, 10])).toBe('Row F, seats 9–11')
    expect(label([9, 11, 13])).toBe('Row F, seats 9, 11, 13')
    expect(label([], [picked(2)])).toBe('2 × Floor standing')
    expect(label([9], [picked(2)])).toBe('3 tickets')
  })
})
