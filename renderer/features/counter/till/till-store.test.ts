import { describe, expect, it } from 'vitest'
import { memoryStorage } from '../testing/memory'
import { heldSeat, picked } from '../testing/tickets'
import type { Attempt } from './sale'
import { createTill, emptyTill, saleIds, stillAsked } from './till-store'

const attempt: Attempt = {
  orderId: 'order',
  way: 'cash',
  basketId: 'basket',
  totalMinor: 5_900,
  tenderedMinor: 6_000,
  currency: 'EUR',
  ticketCount: 2,
  label: 'Row F, 9–10',
  places: [{ eventId: 'suites', areaId: 'stalls', slot: 9 }],
  sentAt: 1,
}

describe('createTill', () => {
  it('finds its basket and its picks again after a reload', () => {
    const memory = memoryStorage()
    createTill(memory).setState({ basketId: 'basket', orderId: 'order', picks: [picked(2)] })
    expect(createTill(memory).getState()).toEqual({
      ...emptyTill,
      basketId: 'basket',
      orderId: 'order',
      picks: [picked(2)],
    })
  })

  it('checks after a reload what became of a sale that was being paid', () => {
    const memory = memoryStorage()
    createTill(memory).setState({ sale: { step: 'paying', attempt } })
    expect(createTill(memory).getState().sale).toEqual({
      step: 'checking',
      attempt,
      tries: 0,
      nextTryAt: undefined,
    })
  })

  it('still asks for the money to be given back after a reload', () => {
    const memory = memoryStorage()
    createTill(memory).setState({ sale: { step: 'not-sold', attempt } })
    expect(createTill(memory).getState().sale).toEqual({ step: 'not-sold', attempt })
  })

  it.each(['{"picks":[{"count":-1}]}', 'not json', '{}'])('starts empty from a memory of %j', text => {
    const memory = memoryStorage()
    memory.setItem('ticketcd.till', text)
    expect(createTill(memory).getState()).toEqual(emptyTill)
  })
})

describe('saleIds', () => {
  it('draws the ids of a sale once', () => {
    const till = createTill(memoryStorage())
    const ids = saleIds(till)
    expect(saleIds(till)).toEqual(ids)
    expect(till.getState()).toMatchObject(ids)
  })
})

describe('stillAsked', () => {
  const place = { eventId: 'suites', areaId: 'stalls', slot: 9 }
  it('waits for the answer and then for the basket to say the same', () => {
    const hold = { ...place, doing: 'hold' as const }
    expect(stillAsked([{ ...hold, answered: false }], [heldSeat(9)])).toHaveLength(1)
    expect(stillAsked([{ ...hold, answered: true }], [])).toHaveLength(1)
    expect(stillAsked([{ ...hold, answered: true }], [heldSeat(9)])).toEqual([])
    const drop = { ...place, doing: 'drop' as const }
    expect(stillAsked([{ ...drop, answered: true }], [heldSeat(9)])).toHaveLength(1)
    expect(stillAsked([{ ...drop, answered: true }], [])).toEqual([])
  })
})
