import { describe, expect, it } from 'vitest'
import type { TicketLine } from '#shared/domain/order'
import { heldSeat, picked } from '../testing/tickets'
import { afterFeed } from './basket-feed'
import { emptyTill, type TillState } from './till-store'

const open: TillState = { ...emptyTill, basketId: 'basket', orderId: 'order' }
const seen = (...lines: TicketLine[]) => ({ known: true, byId: new Map([['basket', { lines }]]) })
const none = { known: true, byId: new Map<string, { lines: TicketLine[] }>() }
const unknown = { known: false, byId: new Map<string, { lines: TicketLine[] }>() }

describe('afterFeed', () => {
  it('tells that a hold ended, with what was in it', () => {
    expect(afterFeed(open, none, seen(heldSeat(9)))).toEqual({
      till: { asked: [], basketId: undefined },
      ended: { lines: [heldSeat(9)] },
    })
  })

  it('does not tell of an end this page asked for, or is asking about', () => {
    for (const busy of [
      { underWay: 1 },
      { sale: { step: 'checking', attempt: undefined as never, tries: 1, nextTryAt: undefined } as const },
    ])
      expect(afterFeed({ ...open, ...busy }, none, seen(heldSeat(9))).ended).toBeUndefined()
    expect(afterFeed({ ...open, basketId: undefined }, none, seen(heldSeat(9))).ended).toBeUndefined()
  })

  it('waits for a basket that was opened and is not in the picture yet', () => {
    expect(afterFeed(open, none, none).till).not.toHaveProperty('basketId')
  })

  it('says nothing while the feed has not come back', () => {
    expect(afterFeed(open, unknown, seen(heldSeat(9)))).toEqual({ till: { asked: [] } })
  })

  it('finds its basket again after a reload, or forgets it', () => {
    const reloaded = { ...open, picks: [picked(2)] }
    expect(afterFeed(reloaded, seen(heldSeat(9)), unknown).till).toMatchObject({ picks: [] })
    expect(afterFeed(reloaded, none, unknown)).toEqual({ till: { asked: [], basketId: undefined } })
  })

  it('clears the marks of what the picture now shows', () => {
    const place = { eventId: 'suites', areaId: 'stalls', slot: 9 }
    const asked = [{ ...place, doing: 'hold' as const, answered: true }]
    expect(afterFeed({ ...open, asked }, seen(heldSeat(9)), none).till.asked).toEqual([])
  })
})
