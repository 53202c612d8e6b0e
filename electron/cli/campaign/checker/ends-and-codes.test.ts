import { describe, expect, it } from 'vitest'
import type { Step, Written } from '../history'
import { Cancelled } from './cancelled'
import { codeViolations } from './codes'
import { Ends } from './ends'
import { applied, type Violation, type World } from './world'

/* What ends by itself, and what orders take beside places. Histories by hand. */

const put = (key: string, value: object): Written => ({
  ...{ key, value: JSON.stringify(value), leaseId: undefined },
})
const gone = (key: string): Written => ({ key, value: undefined, leaseId: undefined })
const instant = (seconds: number) => new Date(1_800_000_000_000 + seconds * 1_000).toISOString()

/** The rules that are broken on the way from revision to revision. */
function broken(
  rule: (step: Step, before: World, after: World) => Violation[],
  ...revisions: Written[][]
): string[] {
  const before: World = new Map()
  const after: World = new Map()
  return revisions.flatMap((changes, n) => {
    const step = { revision: n + 2, at: 0, changes }
    applied(after, step)
    const violations = rule(step, before, after)
    applied(before, step)
    return violations.map(({ rule: name }) => name)
  })
}

describe('what is let go by time', () => {
  const heard = (terminalId: string, seconds: number) =>
    put(`presence:${terminalId}`, { clock: instant(seconds) })
  const reserved = put('order:o1', { status: 'reserved', reservedUntil: instant(60) })
  const expired = (seconds: number) => [
    put('order:o1', { status: 'released' }),
    put('audit:T01:1', { terminalId: 'T01', action: 'reservation-expired', at: instant(seconds) }),
  ]
  const judged = (...revisions: Written[][]) => {
    const ends = new Ends()
    return broken((step, _, after) => ends.violations(step, after), ...revisions)
  }

  it('is over on every clock', () => {
    expect(judged([heard('T01', 61)], [heard('T02', 60)], [reserved], expired(61))).toEqual([])
    expect(judged([reserved], [heard('T01', 50)], [heard('T01', 61)], expired(61))).toEqual([])
  })

  it('is not over while another terminal’s clock has not come to it', () => {
    expect(judged([heard('T01', 61)], [heard('T02', 59)], [reserved], expired(61))).toEqual(['ended-early'])
  })

  it('is not over before the clock of whoever lets it go', () => {
    expect(judged([heard('T01', 61)], [reserved], expired(59))).toEqual(['ended-early'])
  })

  it('was over once a terminal that was behind is gone', () => {
    const revisions = [[heard('T01', 61)], [heard('T02', 5)], [reserved], [gone('presence:T02')]]
    expect(judged(...revisions, expired(61))).toEqual([])
  })

  it('is not over any more once it was given another end', () => {
    const later = put('order:o1', { status: 'reserved', reservedUntil: instant(90) })
    expect(judged([heard('T01', 61)], [reserved], [later], expired(91))).toEqual(['ended-early'])
  })

  it('may be let go by somebody at any time', () => {
    const letGo = [put('order:o1', { status: 'released' }), put('audit:T01:1', { action: 'let-go' })]
    expect(judged([heard('T01', 1)], [reserved], letGo)).toEqual([])
  })

  it('is a timed block too', () => {
    const block = put('claim:gala:hall:000001', { state: 'block', releaseAt: instant(60) })
    const record = put('audit:T01:1', { terminalId: 'T01', action: 'block-ran-out', at: instant(61) })
    const released = [gone('claim:gala:hall:000001'), record]
    expect(judged([heard('T02', 59)], [block], released)).toEqual(['ended-early'])
    expect(judged([heard('T02', 60)], [block], released)).toEqual([])
  })
})

describe('vouchers and gift cards', () => {
  const line = { eventId: 'gala', areaId: 'hall', slot: 1 }
  const used = put('order:o1', { status: 'sold', lines: [line], discounts: [{ code: 'TENTH' }] })
  const paid = { method: 'gift', status: 'captured', reference: 'G1', amountMinor: 300 }
  const voucher = (uses: number) => put('voucher:TENTH', { uses })
  const gift = (balanceMinor: number) => put('gift:G1', { balanceMinor })

  it('move with the order that takes them', () => {
    expect(broken(codeViolations, [voucher(0)], [used, voucher(1)])).toEqual([])
    const order = put('order:o1', { status: 'sold', lines: [line], payments: [paid] })
    expect(broken(codeViolations, [gift(500)], [order, gift(200)])).toEqual([])
  })

  it('are taken while a device is asked for the rest, and come back when nothing comes of it', () => {
    const withGift = (status: string, payment: string) =>
      put('order:o1', { status, lines: [line], payments: [{ ...paid, status: payment }] })
    const begun = [withGift('paying', 'pending'), gift(200)]
    expect(broken(codeViolations, [gift(500)], begun)).toEqual([])
    expect(broken(codeViolations, [gift(500)], begun, [withGift('sold', 'captured')])).toEqual([])
    const letGo = withGift('released', 'declined')
    expect(broken(codeViolations, [gift(500)], begun, [letGo, gift(500)])).toEqual([])
    expect(broken(codeViolations, [gift(500)], begun, [letGo])).toEqual(['code-not-moved'])
  })

  it('are not used by two orders for one use', () => {
    const other = put('order:o2', { status: 'sold', lines: [line], discounts: [{ code: 'TENTH' }] })
    const both = [[voucher(0)], [used, voucher(1)], [other, voucher(1)]]
    expect(broken(codeViolations, ...both)).toEqual(['code-not-moved'])
  })

  it('come back with the refund, once', () => {
    const refunded = put('order:o1', {
      ...{ status: 'sold', lines: [line], discounts: [{ code: 'TENTH' }], payments: [paid] },
      refunds: [{ method: 'gift', reference: 'G1', amountMinor: 300, lines: [line] }],
    })
    const bought = put('order:o1', {
      ...{ status: 'sold', lines: [line], discounts: [{ code: 'TENTH' }], payments: [paid] },
    })
    const start = [[voucher(0)], [gift(500)], [bought, voucher(1), gift(200)]]
    expect(broken(codeViolations, ...start, [refunded, voucher(0), gift(500)])).toEqual([])
    expect(broken(codeViolations, ...start, [refunded])).toEqual(['code-not-moved', 'code-not-moved'])
  })
})

describe('a cancelled event', () => {
  const claim = put('claim:gala:hall:000001', { state: 'sale', orderId: 'o1' })
  const event = (done: boolean) => put('event:gala', { status: 'cancelled', cancellation: { done } })
  const judged = (...revisions: Written[][]) => {
    const cancelled = new Cancelled()
    return broken((step, _, after) => cancelled.violations(step, after), ...revisions)
  }

  it('is done with when nobody has a place of it', () => {
    expect(judged([claim], [event(false)], [gone(claim.key)], [event(true)])).toEqual([])
  })

  it('is not done with before, and nothing comes after', () => {
    expect(judged([claim], [event(true)])).toEqual(['cancelled-and-had'])
    expect(judged([event(true)], [claim])).toEqual(['cancelled-and-had'])
  })
})
