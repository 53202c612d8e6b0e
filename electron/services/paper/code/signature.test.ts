import { describe, expect, it } from 'vitest'
import { newId } from '#shared/domain/ids'
import { createSigner, newPrivateKey, type TicketKey, verifyTicket } from './signature'

const ticket = { eventId: 'recital', areaId: 'hall', slot: 17, orderId: newId(), issue: 2 }
const north = createSigner('T01', newPrivateKey())
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
      ticket: { ...ticket, terminalId: 'T01' },
    })
  })

  it('is refused with any one letter changed', () => {
    const text = north.sign(ticket)
    for (let at = 0; at < text.length; at++) {
      const other = text[at] === 'A' ? 'B' : 'A'
      const { outcome } = verifyTicket(text.slice(0, at) + other + text.slice(at + 1), keysOf)
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

  it('is refused once its key is revoked, while another key of that terminal stays good', () => {
    const after = createSigner('T01', newPrivateKey())
    const keys = [
      { publicKey: north.publicKey, revokedAt: '2026-11-21T19:00:00Z' },
      { publicKey: after.publicKey },
    ]
    expect(verifyTicket(north.sign(ticket), () => keys).outcome).toBe('revoked')
    expect(verifyTicket(after.sign(ticket), () => keys).outcome).toBe('genuine')
  })

  it.each(['', 'T03-000123', 'https://example.org/'])('is not what %j is', text => {
    expect(verifyTicket(text, keysOf).outcome).toBe('not-a-ticket')
  })
})
