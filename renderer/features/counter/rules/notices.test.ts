import { describe, expect, it } from 'vitest'
import { Refusal } from '#shared/errors/refusals'
import { Disconnected } from '../../../transport/failures'
import { heldSeat } from '../testing/tickets'
import { holdEndedNotice, noticeOf } from './notices'

const taken = {
  ...{ eventId: 'suites', areaId: 'stalls', slot: 9, placeLabel: 'Row F, seat 9', state: 'hold' as const },
  terminalId: 'T02',
}
const lines = [heldSeat(9), heldSeat(10)]

describe('noticeOf', () => {
  it('names the seat and who has it, and offers to hold the others', () => {
    const notice = noticeOf({ failure: new Refusal('SEAT_TAKEN', { taken: [taken] }), lines })
    expect(notice).toMatchObject({ tone: 'warn', what: 'Row F, seat 9 is held by T02.' })
    expect(notice.remedy).toMatchObject({ does: 'hold-again', lines: [heldSeat(10)] })
  })

  it('offers nothing when the only seat asked for is taken', () => {
    const failure = new Refusal('SEAT_TAKEN', { taken: [taken] })
    expect(noticeOf({ failure, lines: [heldSeat(9)] }).remedy).toBeUndefined()
  })

  it('offers to hold again what is still free after a hold ran out', () => {
    const failure = new Refusal('HOLD_EXPIRED', { stillFree: [heldSeat(10)], gone: [taken] })
    expect(noticeOf({ failure, lines }).remedy).toMatchObject({ does: 'hold-again', lines: [heldSeat(10)] })
  })

  it('says both prices, and sells at the new one with what was handed over, or the exact sum', () => {
    const failure = new Refusal('PRICE_CHANGED', {
      expectedMinor: 5_900,
      actualMinor: 6_100,
      currency: 'EUR',
    })
    const notice = noticeOf({ failure, lines: [], tenderedMinor: 10_000 })
    expect(notice.what).toContain('€61.00')
    expect(notice.what).toContain('€59.00')
    expect(notice.remedy).toMatchObject({ does: 'sell-at', totalMinor: 6_100, tenderedMinor: 10_000 })
    expect(noticeOf({ failure, lines: [], tenderedMinor: 6_000 }).remedy).toMatchObject({
      tenderedMinor: 6_100,
    })
  })

  it('tells what is not an everyday refusal in red', () => {
    expect(noticeOf({ failure: new Disconnected(true), lines }).tone).toBe('danger')
    expect(noticeOf({ failure: new Refusal('STORAGE_FULL', {}), lines }).tone).toBe('danger')
  })
})

describe('holdEndedNotice', () => {
  it('offers to hold again, but not what was cancelled', () => {
    expect(holdEndedNotice(lines, false).remedy).toMatchObject({ does: 'hold-again', lines })
    expect(holdEndedNotice(lines, true)).toMatchObject({ what: 'Winter Suites was cancelled.' })
    expect(holdEndedNotice(lines, true).remedy).toBeUndefined()
  })
})
