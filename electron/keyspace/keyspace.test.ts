import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newId } from '#shared/domain/ids'
import { chainHash } from './audit-chain'
import { keyspace, kindOf, problemWith, slotPart } from './index'

const event = {
  eventId: 'e1',
  name: 'Evensong',
  slug: 'evensong',
  description: '',
  location: 'Hall',
  type: 'Concert',
  start: '2026-12-01T19:00:00Z',
  venueId: 'house',
  status: 'on-sale' as const,
  currency: 'EUR',
}

describe('keys', () => {
  it('come apart into the parts they were made of, whatever a name contains', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, unit: 'grapheme' }),
        fc.string({ minLength: 1 }),
        (username, eventId) => {
          const orderId = newId()
          const key = keyspace.purchase.key(username, eventId, orderId)
          expect(key).toMatch(/^purchase:[A-Za-z0-9._%-]+:[A-Za-z0-9._%-]+:[A-Za-z0-9._%-]+$/)
          expect(keyspace.purchase.parts(key)).toEqual([username, eventId, orderId])
        },
      ),
    )
  })

  it('sort slots as numbers', () => {
    expect([9, 10, 100].map(slotPart).sort()).toEqual(['000009', '000010', '000100'])
  })

  it('are known by their kind, and nothing else is', () => {
    expect(kindOf('event:e1')).toBe(keyspace.event)
    expect(kindOf('config:selling')?.key()).toBe('config:selling')
    expect(kindOf('config:unheard-of')).toBeUndefined()
    expect(kindOf('event:e1:more')).toBeUndefined()
    expect(kindOf('search:text:some')).toBeUndefined()
  })
})

describe('values', () => {
  it('carry their version and come back as they were, unknown fields kept', () => {
    const text = keyspace.event.encode({ ...event, colour: 'red' })
    expect(JSON.parse(text)).toMatchObject({ v: 1, colour: 'red' })
    expect(keyspace.event.decode(text)).toMatchObject({ ok: true, readOnly: false, value: { colour: 'red' } })
  })

  it('that do not fit are never written', () => {
    expect(() => keyspace.event.encode({ ...event, currency: 'euro' })).toThrow()
  })

  it.each([
    ['not json', '{', 'not-json'],
    ['another shape', '{"v":1,"name":7}', 'wrong-shape'],
    ['no version', '{"name":"x"}', 'wrong-shape'],
    ['a newer version of another shape', '{"v":2,"titel":"x"}', 'newer-version'],
  ])('name what is wrong with %s', (_, text, problem) => {
    expect(problemWith('event:e1', text)).toMatchObject({ problem })
  })

  it('of a newer version are read but not edited', () => {
    const value = JSON.stringify({ ...event, v: 2 })
    const kv = { key: 'event:e1', value, createRevision: 1, modRevision: 1, version: 1, leaseId: undefined }
    expect(keyspace.event.read(kv).name).toBe('Evensong')
    expect(() => keyspace.event.edit(kv)).toThrow('UPDATE_NEEDED')
  })
})

describe('the audit chain', () => {
  const record = {
    n: 1,
    terminalId: 'T01',
    at: '2026-12-01T19:00:00Z',
    actor: 'mira',
    action: 'sale',
    subject: 'order:1',
    detail: { totalMinor: 100, at: 'here' },
    previousHash: '',
  }

  it('does not depend on the order in which fields were written, nor on the stored version', () => {
    const { detail, ...rest } = record
    expect(chainHash({ detail: { at: 'here', totalMinor: 100 }, ...rest, v: 1 })).toBe(chainHash(record))
  })

  it('changes with any field', () => {
    expect(chainHash({ ...record, detail: { totalMinor: 101, at: 'here' } })).not.toBe(chainHash(record))
    expect(chainHash({ ...record, previousHash: 'x' })).not.toBe(chainHash(record))
  })
})
