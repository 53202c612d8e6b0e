import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newId } from './ids'
import {
  packTicket,
  readTicketCode,
  scannedTicket,
  signatureBytes,
  type TicketCode,
  textOf,
} from './ticket-code'

const ticket: TicketCode = {
  ...{ eventId: 'recital', areaId: 'hall', slot: 17, orderId: newId(), issue: 1, terminalId: 'T03' },
  issuedAt: '2026-11-21T19:00:00.000Z',
}
const signed = (packed: Uint8Array) => textOf(Uint8Array.from([...packed, ...new Uint8Array(signatureBytes)]))

describe('a ticket’s code', () => {
  it('says what was put into it, whatever the ids are', () => {
    const anId = fc.oneof(fc.uuid(), fc.stringMatching(/^[A-Za-z0-9._-]{1,120}$/))
    const anyTicket = fc.record({
      ...{ eventId: anId, areaId: anId, orderId: anId, terminalId: anId },
      ...{ slot: fc.integer({ min: 0, max: 999_999 }), issue: fc.integer({ min: 1, max: 255 }) },
      issuedAt: fc
        .integer({ min: 0, max: 2 ** 32 - 1 })
        .map(seconds => new Date(seconds * 1_000).toISOString()),
    })
    fc.assert(
      fc.property(anyTicket, any => {
        expect(readTicketCode(signed(packTicket(any)))).toMatchObject({ outcome: 'ticket', ticket: any })
      }),
    )
  })

  it('is short enough for a roll of paper and made of what a QR code packs tightly', () => {
    const text = signed(packTicket(ticket))
    expect(text).toMatch(/^[A-Z2-7]+$/)
    // Version 9 of a QR code with medium correction: 53 modules.
    expect(text.length).toBeLessThanOrEqual(262)
  })

  it('is read from a keyboard with capitals locked, and names its order and place', () => {
    const { orderId, eventId, areaId, slot } = ticket
    expect(scannedTicket(` ${signed(packTicket(ticket)).toLowerCase()}\n`)).toEqual({
      ...{ orderId, place: { eventId, areaId, slot }, issue: 1 },
    })
  })

  it.each(['', 'T03-000123', '4006381333931', 'AE', 'hello world', 'A'.repeat(500)])(
    'is not what %j is',
    text => expect(scannedTicket(text)).toBeUndefined(),
  )

  it('is never mistaken for one with a byte more, a byte less, or in another version', () => {
    const bytes = [...packTicket(ticket), ...new Uint8Array(signatureBytes)]
    expect(readTicketCode(textOf(Uint8Array.from([...bytes, 0]))).outcome).toBe('not-a-ticket')
    expect(readTicketCode(textOf(Uint8Array.from(bytes.slice(0, -1)))).outcome).toBe('not-a-ticket')
    expect(readTicketCode(textOf(Uint8Array.from([3, ...bytes.slice(1)]))).outcome).toBe('other-version')
  })

  it('has no room for an issue or a slot that cannot be', () => {
    expect(() => packTicket({ ...ticket, issue: 0 })).toThrow(RangeError)
    expect(() => packTicket({ ...ticket, slot: 1_000_000 })).toThrow(RangeError)
  })
})
