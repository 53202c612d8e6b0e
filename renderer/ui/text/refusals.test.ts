import { describe, expect, it } from 'vitest'
import { Refusal, type RefusalCode, type RefusalData, refusals } from '#shared/errors/refusals'
import { Disconnected, TerminalFault } from '../../transport/failures'
import { failureSentence } from './failures'
import { refusalSentence } from './refusals'

const taken = {
  eventId: 'e1',
  areaId: 'stalls',
  slot: 9,
  placeLabel: 'Row F, seat 9',
  state: 'hold' as const,
  terminalId: 'T02',
  sellerName: 'Jonas Weber',
}

const samples: { [C in RefusalCode]: RefusalData<C> } = {
  NOT_SIGNED_IN: {},
  SIGN_IN_FAILED: {},
  SIGN_IN_PAUSED: { retryAfterMs: 12_300 },
  FORBIDDEN: { needs: 'manager' },
  ALREADY_SET_UP: {},
  EMAIL_TAKEN: { email: 'mira@example.com', usedBy: { username: 'mira', name: 'Mira Okafor' } },
  USERNAME_TAKEN: { username: 'mira' },
  APPROVAL_NEEDED: {},
  PIN_WRONG: { left: 4 },
  PIN_LOCKED: { name: 'Ines Calder' },
  PIN_NOT_SET: { name: 'Ines Calder' },
  BAD_REQUEST: { issues: [{ path: 'name', message: 'Too short' }] },
  NOT_FOUND: { what: 'event', id: 'e1' },
  EDITED_MEANWHILE: { what: 'e1' },
  SEAT_TAKEN: { taken: [taken] },
  SOLD_OUT: { areaName: 'Floor', left: 3 },
  NOT_ON_SALE: { name: 'Early bird', reason: 'ended' },
  PRICE_CHANGED: { expectedMinor: 2_800, actualMinor: 3_000, currency: 'EUR' },
  HOLD_EXPIRED: { stillFree: [], gone: [taken] },
  BASKET_CHANGED: {},
  BASKET_TAKEN: { how: 'taken-over', byName: 'Ines Calder', terminalId: 'T02' },
  HELD_LONG_ENOUGH: { limit: 4 },
  TERMINAL_GONE: { terminalId: 'T02' },
  GROUP_NOT_HELD: {
    ...{ asked: 40, held: 0, taken: [taken] },
    left: [{ eventId: 'e1', areaId: 'stalls', areaName: 'Stalls', left: 12 }],
  },
  PAYMENT_WRONG: { dueMinor: 2_800, paidMinor: 2_000, currency: 'EUR' },
  LIMIT_EXCEEDED: { name: 'Group of five', limit: 2 },
  ONE_CURRENCY: {},
  ORDER_ABANDONED: { orderId: 'o1' },
  ORDER_IS: { number: 'T01-000001', status: 'void' },
  INVOICED: { number: 'T01-000012', invoice: 'T01-I000003' },
  NOT_ITS_TICKETS: { number: 'T01-000001', places: [{ eventId: 'e1', areaId: 'stalls', slot: 9 }] },
  REFUND_TOO_HIGH: { askedMinor: 2_800, atMostMinor: 2_000, currency: 'EUR' },
  TOO_LATE: { limitMs: 15 * 60_000 },
  IN_THE_PAST: {},
  GIFT_TOO_LOW: { code: 'G1', balanceMinor: 0 },
  VOUCHER_UNUSABLE: { code: 'TEN', reason: 'used-up' },
  CODE_TAKEN: { code: 'G1' },
  ORDER_EXISTS: { orderId: 'o1', number: 'T01-000001' },
  NOT_BLOCKED: { places: [{ eventId: 'e1', areaId: 'stalls', slot: 9 }] },
  CAPACITY_CLAIMED: { areaName: 'Floor', claimed: 120 },
  STILL_CLAIMED: { name: 'Floor', claimed: 12 },
  STILL_SOLD_BY: { name: 'Floor', ticketNames: ['Standing'] },
  STARTING: {},
  NO_QUORUM: {},
  OUTCOME_UNKNOWN: {},
  DISK_FAILED: {},
  NO_PRINTER: {},
  TICKET_KEY_REVOKED: {},
  ALREADY_PRINTED: { number: 'T01-000001' },
  STORAGE_FULL: {},
  CLUSTER_REFUSED: { why: 'not-allowed' },
  UPDATE_NEEDED: { key: 'config:fees' },
  UNREADABLE: { key: 'event:e1' },
}

describe('the sentence for a refusal', () => {
  it.each(Object.keys(refusals) as RefusalCode[])('says what happened and what to do about %s', code => {
    const { what, next } = refusalSentence(new Refusal(code, samples[code]))
    for (const sentence of [what, next]) {
      expect(sentence).toMatch(/^.{10,}[.]$/)
      expect(sentence).not.toMatch(/undefined|NaN|\[object|[A-Z]{3,}_/)
    }
  })

  it('names the till and the seller who have a seat', () => {
    const { what } = refusalSentence(new Refusal('SEAT_TAKEN', { taken: [taken, taken, taken] }))
    expect(what).toBe('Row F, seat 9 is held by T02 (Jonas Weber), and 2 more.')
  })

  it('tells what can be held again when a hold ran out', () => {
    const free = { eventId: 'e1', areaId: 'stalls', slot: 10 }
    const next = (data: RefusalData<'HOLD_EXPIRED'>) =>
      refusalSentence(new Refusal('HOLD_EXPIRED', data)).next
    expect(next({ stillFree: [free], gone: [] })).toBe('All of them are still free: hold them again.')
    expect(next({ stillFree: [free], gone: [taken] })).toMatch(
      /^1 of them can be held again\. Row F, seat 9 is held/,
    )
  })
})

describe('the sentence for any failure', () => {
  it('tells a call that never left from one whose outcome is unknown', () => {
    expect(failureSentence(new Disconnected(false)).next).toContain('Nothing was sent')
    expect(failureSentence(new Disconnected(true)).what).toContain('may have been done')
  })

  it('keeps the inner words of a fault to itself', () => {
    const { what, next } = failureSentence(new TerminalFault('TypeError: x is undefined'))
    expect(`${what} ${next}`).not.toContain('TypeError')
  })
})
