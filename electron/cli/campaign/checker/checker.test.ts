import { describe, expect, it } from 'vitest'
import type { Attempt, History, Outcome, Step, Subject, Written } from '../history'
import { check } from '.'
import { livePlaces } from './orders'

/*
 * Histories by hand: a seat, a basket, an order, and what the checker says of them.
 */

const place = (slot: number) => ({ eventId: 'gala', areaId: 'hall', slot })
const line = (slot: number, priceMinor = 1_000) => ({
  ...place(slot),
  ...{ ticketType: 'hall', priceType: 'adult', priceMinor },
})
const claimKey = (slot: number) => `claim:gala:hall:${String(slot).padStart(6, '0')}`
const put = (key: string, value: object, leaseId?: string): Written => ({
  key,
  value: JSON.stringify(value),
  leaseId,
})
const gone = (key: string): Written => ({ key, value: undefined, leaseId: undefined })

const ticketType = (priceMinor = 1_000) =>
  put('ticket:gala:hall', { state: 'on-sale', prices: [{ priceType: 'adult', priceMinor }] })
const basket = (basketId: string, slots: number[], stepId = 's1', leaseId = 'L1') =>
  put(`basket:T01:${basketId}`, { basketId, stepId, lines: slots.map(slot => line(slot)) }, leaseId)
const held = (slot: number, basketId: string, leaseId = 'L1') =>
  put(claimKey(slot), { state: 'hold', terminalId: 'T01', basketId }, leaseId)
const order = (orderId: string, slots: number[], more: object = {}) =>
  put(`order:${orderId}`, {
    ...{ orderId, status: 'sold', lines: slots.map(slot => line(slot)), refunds: [], operations: [] },
    ...more,
  })
const sold = (slot: number, orderId: string) => put(claimKey(slot), { state: 'sale', orderId })

/** Revisions from 2 on, a tenth of a second apart. */
const steps = (...revisions: Written[][]): Step[] =>
  revisions.map((changes, n) => ({ revision: n + 2, at: 1_000 + 100 * n, changes }))

let attempts = 0
const attempt = (
  subject: Subject,
  outcome: Outcome,
  [startedAt, endedAt]: [number, number?] = [0, 10_000],
  stepId?: string,
): Attempt => ({
  ...{ id: String(++attempts), terminalId: 'T01', operation: subject.does, subject, startedAt, endedAt },
  ...{ outcome, code: undefined, stepId },
})
const makes = (orderId: string): Subject => ({ does: 'make-order', orderId })

/** A history whose store ends as its revisions say, with the rules it breaks. */
function broken(seen: Step[], tried: Attempt[] = [], more: Partial<History> = {}): string[] {
  const finallyIs = new Map<string, string>()
  for (const { key, value } of seen.flatMap(({ changes }) => changes))
    if (value === undefined) finallyIs.delete(key)
    else finallyIs.set(key, value)
  const { violations } = check({ steps: seen, attempts: tried, finally: finallyIs, pictures: [], ...more })
  return [...new Set(violations.map(({ rule }) => rule))]
}

const open = [held(1, 'b1'), basket('b1', [1])]
const commit = [sold(1, 'o1'), order('o1', [1]), gone('basket:T01:b1')]

describe('the way of a slot', () => {
  it('goes from free to held to sold to free', () => {
    const refunded = [gone(claimKey(1)), order('o1', [1], { refunds: [{ lines: [place(1)] }] })]
    expect(broken(steps([ticketType()], open, commit, refunded))).toEqual([])
  })

  it('ends with its lease, with its basket', () => {
    expect(broken(steps([ticketType()], open, [gone(claimKey(1)), gone('basket:T01:b1')]))).toEqual([])
  })

  it('is not taken over from a basket that is not asked', () => {
    const other = [held(1, 'b2'), basket('b2', [1])]
    expect(broken(steps([ticketType()], open, other))).toContain('owner-not-asked')
  })

  it('is not sold over a sale', () => {
    const again = [sold(1, 'o2'), order('o2', [1])]
    const rules = broken(steps([ticketType()], open, commit, again))
    expect(rules).toEqual(expect.arrayContaining(['owner-not-asked', 'two-orders']))
  })

  it('is not sold to two orders under two keys', () => {
    const again = [put('claim:gala:hall:900001', { state: 'sale', orderId: 'o2' }), order('o2', [1])]
    expect(broken(steps([ticketType()], open, commit, again))).toContain('two-orders')
  })

  it('does not go back from sold to held', () => {
    const back = [held(1, 'b2'), basket('b2', [1]), order('o1', [], { status: 'void' })]
    expect(broken(steps([ticketType()], open, commit, back))).toContain('no-such-step')
  })

  it('is not held without its basket, nor on another lease', () => {
    expect(broken(steps([ticketType()], [held(1, 'b1')]))).toContain('owner-not-written')
    expect(broken(steps([ticketType()], [held(1, 'b1', 'L2'), basket('b1', [1])]))).toContain('two-leases')
    expect(broken(steps([ticketType()], [held(1, 'b1'), basket('b1', [2])]))).toContain('owner-does-not-list')
  })

  it('is not left behind by its basket', () => {
    expect(broken(steps([ticketType()], open, [gone('basket:T01:b1')]))).toContain('left-behind')
  })

  it('moves to another basket, and to another lease with it', () => {
    const moved = (leaseId: string) => [
      held(1, 'b2', leaseId),
      basket('b2', [1], 's2', leaseId),
      gone('basket:T01:b1'),
    ]
    expect(broken(steps([ticketType()], open, moved('L2')))).toEqual([])
    expect(broken(steps([ticketType()], open, moved('L1')))).toEqual(['old-lease'])
  })

  it('is found in the lines of a group, which are written in short', () => {
    const { slot, ...kind } = line(1)
    const group = { basketId: 'b1', stepId: 's1', lines: { kinds: [kind], rows: [[0, slot, 'Row 1']] } }
    expect(broken(steps([ticketType()], [held(1, 'b1'), put('basket:T01:b1', group, 'L1')]))).toEqual([])
  })

  it('is not reserved again after it was let go', () => {
    const reserved = order('o1', [1], { status: 'reserved' })
    const released = [gone(claimKey(1)), order('o1', [1], { status: 'released' })]
    const held1 = put(claimKey(1), { state: 'reservation', orderId: 'o1' })
    const seen = [ticketType()]
    const first = [held1, reserved, gone('basket:T01:b1')]
    expect(broken(steps(seen, open, first, released))).toEqual([])
    expect(broken(steps(seen, open, first, released, [held1, reserved]))).toContain('order-went-back')
  })

  it('is not sold at a price that was edited before', () => {
    expect(broken(steps([ticketType()], [ticketType(2_000)], open))).toContain('sold-past-an-edit')
    expect(broken(steps([ticketType()], open, [ticketType(2_000)], commit))).toEqual([])
  })
})

describe('what was told', () => {
  const sale = steps([ticketType()], open, commit)
  const nothing = steps([ticketType()], open)

  it('is kept: a success is there, a failure is not, silence may be either', () => {
    expect(broken(sale, [attempt(makes('o1'), 'ok')])).toEqual([])
    expect(broken(nothing, [attempt(makes('o1'), 'refused')])).toEqual([])
    for (const seen of [sale, nothing]) expect(broken(seen, [attempt(makes('o1'), 'unknown')])).toEqual([])
  })

  it('is broken by a success that is not there', () => {
    expect(broken(nothing, [attempt(makes('o1'), 'ok')])).toEqual(['acknowledged-and-lost'])
  })

  it('is broken by a failure that is', () => {
    expect(broken(sale, [attempt(makes('o1'), 'refused')])).toEqual(['told-no-and-done'])
  })

  it('is broken by a tombstone that rises', () => {
    const buried = put('order:o1', { orderId: 'o1', status: 'abandoned' })
    const rules = broken(steps([ticketType()], open, [buried], commit), [attempt(makes('o1'), 'refused')])
    expect(rules).toEqual(expect.arrayContaining(['order-rose', 'told-no-and-done']))
  })

  it('is what was told last: silence, and then a certainty', () => {
    const silence = attempt(makes('o1'), 'unknown', [0, 2_000])
    expect(broken(sale, [silence, attempt(makes('o1'), 'ok', [2_000, 3_000])])).toEqual([])
    expect(broken(sale, [silence, attempt(makes('o1'), 'refused', [2_000, 3_000])])).toEqual([
      'told-no-and-done',
    ])
    const later = attempt(makes('o1'), 'unknown', [1_100])
    expect(broken(sale, [attempt(makes('o1'), 'refused', [0, 900]), later])).toEqual([])
  })

  it('counts a change of a basket by the mark it left', () => {
    const changes: Subject = { does: 'change-basket', basketId: 'b1' }
    const seen = steps([ticketType()], open, [basket('b1', [1], 's2')], [basket('b1', [1], 's2')])
    expect(broken(seen, [attempt(changes, 'ok', [0, 10_000], 's2')])).toEqual([])
    expect(broken(seen, [attempt(changes, 'ok', [0, 10_000], 's3')])).toEqual(['acknowledged-and-lost'])
  })

  it('lets a late copy open a basket once more, if it is gone in the end', () => {
    const opens: Subject = { does: 'open-basket', basketId: 'b1' }
    const over = [gone(claimKey(1)), gone('basket:T01:b1')]
    const opened = attempt(opens, 'ok', [0, 10_000])
    expect(broken(steps([ticketType()], open, over, open, over), [opened])).toEqual([])
    expect(broken(steps([ticketType()], open, over, open), [opened])).toContain('done-twice')
  })

  it('lets no basket open again that was let go, unless its lease is needed by another', () => {
    const letsGo: Subject = { does: 'close-basket', basketId: 'b1' }
    const over = [gone(claimKey(1)), gone('basket:T01:b1')]
    const other = [held(2, 'b2'), basket('b2', [2])]
    const meanwhile = [put('order:o9', { orderId: 'o9', status: 'sold', lines: [] })]
    const tried = [attempt(letsGo, 'ok', [1_150, 1_210]), attempt(makes('o9'), 'ok', [1_250, 1_350])]
    const late = steps([ticketType()], open, over, meanwhile, open, over)
    expect(broken(late, tried)).toEqual(['let-go-and-opened-again'])
    expect(broken(steps([ticketType()], [...open, ...other], over, meanwhile, open, over), tried)).toEqual([])
    // Before it was told that the places are free.
    expect(broken(steps([ticketType()], open, over, open, over, meanwhile), tried)).toEqual([])
  })

  it('is what was done, where the mark is an earlier one: to nothing but a drop of what was freed already', () => {
    const changes: Subject = { does: 'change-basket', basketId: 'b1' }
    const seen = steps([ticketType()], open)
    const dropped = { ...attempt(changes, 'ok', [5_000, 6_000], 's1'), operation: 'drop' }
    expect(broken(seen, [dropped])).toEqual([])
    expect(broken(seen, [{ ...dropped, operation: 'add' }])).toEqual(['before-it-was-asked'])
  })

  it('may have been done long before a terminal finds it done when it recovers', () => {
    const refund: Subject = { does: 'change-order', orderId: 'o1', operationId: 'p1' }
    const refunded = [order('o1', [1], { operations: ['p1'] })]
    const seen = steps([ticketType()], open, commit, refunded, [held(3, 'b3'), basket('b3', [3], 's3')])
    const held3 = attempt({ does: 'open-basket', basketId: 'b3' }, 'ok', [1_390, 1_410])
    const found = { ...attempt(refund, 'ok', [5_000, 6_000]), operation: 'recover' }
    expect(broken(seen, [held3, found])).toEqual([])
    expect(broken(seen, [held3, { ...found, operation: 'refund' }])).toEqual([
      'before-it-was-asked',
      'real-time-order',
    ])
  })

  it('may be an earlier mark that was seen late', () => {
    const changes: Subject = { does: 'change-basket', basketId: 'b1' }
    const freed = [gone(claimKey(2)), basket('b1', [1], 's2')]
    const other = [held(3, 'b3'), basket('b3', [3], 's3')]
    const both = [held(1, 'b1'), held(2, 'b1'), basket('b1', [1, 2])]
    const seen = steps([ticketType()], both, freed, other)
    const held3 = attempt({ does: 'open-basket', basketId: 'b3' }, 'ok', [1_080, 1_100])
    const dropped = { ...attempt(changes, 'ok', [1_150, 1_250], 's2'), operation: 'drop' }
    expect(broken(seen, [held3, dropped])).toEqual([])
    expect(broken(seen, [held3, { ...dropped, operation: 'add' }])).toEqual(['real-time-order'])
  })

  it('finds an operation in its order once', () => {
    const collect: Subject = { does: 'change-order', orderId: 'o1', operationId: 'p1' }
    const collected = [order('o1', [1], { operations: ['p1'] })]
    expect(broken(steps([ticketType()], open, commit, collected), [attempt(collect, 'ok')])).toEqual([])
    const twice = [order('o1', [1])]
    expect(
      broken(steps([ticketType()], open, commit, collected, twice, collected), [attempt(collect, 'ok')]),
    ).toEqual(['operation-forgotten', 'done-twice'])
  })

  it('is in the order of time', () => {
    const seen = steps([ticketType()], [sold(1, 'o1'), order('o1', [1])], [sold(2, 'o2'), order('o2', [2])])
    const first = attempt(makes('o1'), 'ok', [1_050, 1_150])
    expect(broken(seen, [first, attempt(makes('o2'), 'ok', [1_160, 1_300])])).toEqual([])
    const early = attempt(makes('o2'), 'ok', [0, 900])
    expect(broken(seen, [attempt(makes('o1'), 'ok', [950, 1_150]), early])).toEqual(['real-time-order'])
    expect(broken(seen, [attempt(makes('o1'), 'ok', [1_500, 1_600])])).toEqual(['before-it-was-asked'])
  })

  it('is a word, and no exception', () => {
    expect(broken(nothing, [attempt(makes('o1'), 'broken')])).toEqual(['threw'])
  })
})

describe('what is wrong', () => {
  it('names its keys, their revisions, and who attempted what with them', () => {
    const orderId = '0190a000-0000-7000-8000-000000000001'
    const seen = steps([ticketType()], open, [sold(1, orderId), order(orderId, [1]), gone('basket:T01:b1')])
    const tried = [attempt(makes(orderId), 'refused', [1_150, 1_300])]
    const { violations } = check({ steps: seen, attempts: tried, finally: new Map(), pictures: [] })
    const [toldNo] = violations.filter(({ rule }) => rule === 'told-no-and-done')
    const by = tried[0]?.id
    expect(toldNo?.about).toContain(`order ${orderId} (make-order by ${by}: refused; done at 4)`)
    expect(toldNo?.trail).toEqual([
      `150 ms: ${by} begins “make-order”`,
      `200 ms: at 4 order:${orderId} is sold, places hall 1`,
      `300 ms: ${by} is told refused on “make-order”`,
    ])
  })
})

describe('the end', () => {
  const seen = steps([ticketType()], open)
  const picture = {
    ...{ terminalId: 'T01', revision: 3 },
    ...{ claims: new Map([[claimKey(1), 'h']]), baskets: new Map([['basket:T01:b1', 3]]) },
  }

  it('is the same for the witness, the store and the tills', () => {
    expect(broken(seen, [], { pictures: [picture] })).toEqual([])
    expect(broken(seen, [], { finally: new Map() })).toEqual(['witness-differs'])
    expect(broken(seen, [], { pictures: [{ ...picture, claims: new Map() }] })).toEqual(['replica-differs'])
    expect(broken(seen, [], { pictures: [{ ...picture, revision: 2 }] })).toEqual(['replica-differs'])
  })
})

it('leaves an order the place that it gave back once and bought again', () => {
  const refunds = [{ lines: [place(1)] }]
  const bought = [line(1), line(2), line(1)]
  expect(livePlaces({ status: 'sold', lines: bought, refunds })).toEqual([claimKey(2), claimKey(1)])
  expect(livePlaces({ status: 'sold', lines: bought.slice(0, 2), refunds })).toEqual([claimKey(2)])
})
