import { describe, expect, it } from 'vitest'
import { newId } from '#shared/domain/ids'
import { createSigner, newPrivateKey, type TicketKey, verifyTicket } from './signature'

const ticket = { eventId: 'recital', areaId: 'hall', slot: 17, orderId: newId(), issue: 2 }
const at = (instant: string) => ({ now: () => Date.parse(instant) })
const northKey = newPrivateKey()
const north = createSigner('T01', northKey, at('2026-11-21T18:59:00Z'))
const south = createSigner('T02', newPrivateKey())
const house = new Map<string, TicketKey[]>([
  ['T01', [{ publicKey: north.publicKey }]],
  ['T02', [{ publicKey: south.publicKey }]],
])
const keysOf = (terminalId: string) => house.get(terminalId) ?? []

describe('a signed ticket', () => {
  it('is genuine by nothing but the public key of its terminal', () => {
    expect(verifyTicket(north.sign(ticket), keysOf)).toEqual({
      outcome: 'genuine',
      ticket: { ...ticket, issuedAt: '2026-11-21T18:59:00.000Z', terminalId: 'T01' },
    })
  })

  it('is refused with any one letter changed', () => {
    const text = north.sign(ticket)
    for (let n = 0; n < text.length; n++) {
      const other = text[n] === 'A' ? 'B' : 'A'
      const { outcome } = verifyTicket(text.slice(0, n) + other + text.slice(n + 1), keysOf)
      expect(outcome).not.toBe('genuine')
    }
  })

  it('is refused as changed when another terminal signed in its name', () => {
    const impostor = createSigner('T01', newPrivateKey())
    expect(verifyTicket(impostor.sign(ticket), keysOf)).toEqual({ outcome: 'changed', terminalId: 'T01' })
  })

  it('is refused when its terminal is none of the house', () => {
    const stranger = createSigner('T09', newPrivateKey())
    expect(verifyTicket(stranger.sign(ticket), keysOf)).toEqual({
      outcome: 'unknown-terminal',
      terminalId: 'T09',
    })
  })

  it('signed after its key was revoked lets nobody in; what says that it was signed before is asked about', () => {
    const revokedAt = '2026-11-21T19:00:00.000Z'
    const after = createSigner('T01', newPrivateKey())
    const keys = [{ publicKey: north.publicKey, revokedAt }, { publicKey: after.publicKey }]
    const signedAt = (instant: string) =>
      verifyTicket(createSigner('T01', northKey, at(instant)).sign(ticket), () => keys)
    expect(signedAt('2026-11-21T19:00:01Z').outcome).toBe('revoked')
    // The thief's clock says what the thief wants: that is never called genuine.
    for (const before of ['2026-11-21T18:59:00Z', '2020-01-01T00:00:00Z'])
      expect(signedAt(before)).toMatchObject({ outcome: 'ask', ticket, revokedAt })
    expect(verifyTicket(after.sign(ticket), () => keys).outcome).toBe('genuine')
  })

  it.each(['', 'T03-000123', 'https://example.org/'])('is not what %j is', text => {
    expect(verifyTicket(text, keysOf).outcome).toBe('not-a-ticket')
  })
})
