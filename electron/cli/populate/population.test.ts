import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Area } from '#shared/domain/event'
import type { Order } from '#shared/domain/order'
import type { Entry } from '../../cluster/bulk'
import { type AuditRecord, keyspace, type Ledger, problemWith, slotPart, type User } from '../../keyspace'
import { auditPart, chainHash, chainStart } from '../../keyspace/audit-chain'
import { createPopulation } from './population'
import { completeSettings } from './settings'

const hash = `$argon2id$v=19$m=19456,t=2,p=1$${'A'.repeat(22)}$${'B'.repeat(43)}`
const drawn = (said: Record<string, unknown>): Entry[] => [
  ...createPopulation(completeSettings(said, '2026-11-20'), hash).entries(),
]
const digestOf = (entries: readonly Entry[]) =>
  createHash('sha256').update(JSON.stringify(entries)).digest('hex')
const valuesOf = <T>(entries: readonly Entry[], prefix: string) =>
  entries.filter(({ key }) => key.startsWith(prefix)).map(({ value }) => JSON.parse(value) as T)

// More events than are on sale at once, some with numbered seats.
const said = { seed: 3, events: 240, users: 400, purchases: 1_200, seatedProbability: 0.2 }
const entries = drawn(said)
const byKey = new Map(entries.map(({ key, value }) => [key, value]))

describe('a population', () => {
  it('is the same for the same settings, and shares no key but its lists with another seed', () => {
    expect(digestOf(drawn(said))).toBe(digestOf(entries))
    const other = drawn({ ...said, seed: 4 })
    expect(other.filter(({ key }) => byKey.has(key))).toEqual([])
  })

  it('has each key once, all of them readable', () => {
    expect(byKey.size).toBe(entries.length)
    expect(entries.filter(({ key, value }) => problemWith(key, value))).toEqual([])
  })

  it('has as many users, events and purchases as were asked for, and counts them as it goes', () => {
    const population = createPopulation(completeSettings(said, '2026-11-20'), hash)
    for (const _ of population.entries()) expect(population.drawn).toBeLessThanOrEqual(population.total)
    expect(population).toMatchObject({ total: 1_840, drawn: 1_840, turnedAway: 0 })
    const users = valuesOf<User>(entries, 'user:')
    expect(users.filter(({ role }) => role !== 'cashier').length).toBe(400)
    expect(valuesOf(entries, 'event:').length).toBe(240)
    expect(valuesOf(entries, 'order:').length).toBe(1_200)
    expect(valuesOf<Area>(entries, 'area:').some(({ kind }) => kind === 'seated')).toBe(true)
  })

  it('follows its probabilities', () => {
    const all = drawn({
      ...{ events: 5, users: 200, purchases: 0, adminProbability: 1, favouriteProbability: 1 },
      ...{ notificationProbability: 1, triggerProbability: 0 },
    })
    expect(valuesOf<User>(all, 'user:').filter(({ role }) => role === 'admin').length).toBe(200)
    expect(valuesOf(all, 'favourite:').length).toBe(200)
    expect(valuesOf<{ active: boolean }>(all, 'notification:').filter(({ active }) => active).length).toBe(
      200,
    )
    expect(valuesOf(all, 'inbox:')).toEqual([])
    const none = drawn({ events: 5, users: 50, adminProbability: 0, favouriteProbability: 0, purchases: 0 })
    expect(valuesOf<User>(none, 'user:').filter(({ role }) => role === 'admin')).toEqual([])
    expect(valuesOf(none, 'favourite:')).toEqual([])
  })

  it('delivers a notification only when no more than its limit is left', () => {
    const notifications = entries.filter(({ key }) => key.startsWith('notification:'))
    expect(notifications.length).toBeGreaterThan(50)
    for (const { key, value } of notifications) {
      const [username = '', eventId = ''] = keyspace.notification.parts(key) ?? []
      const capacity = valuesOf<Area>(entries, `area:${eventId}:`).reduce(
        (sum, area) => sum + area.capacity,
        0,
      )
      const left = capacity - valuesOf(entries, `claim:${eventId}:`).length
      const { limit, active } = JSON.parse(value) as { limit: number; active: boolean }
      expect(left <= limit).toBe(!active)
      expect(valuesOf(entries, keyspace.inbox.prefix(username)).length).toBe(active ? 0 : 1)
    }
  })
})

describe('what was bought', () => {
  const orders = valuesOf<Order>(entries, 'order:')

  it('has a claim for every ticket, within the areas, and no claim besides', () => {
    const claims = orders.flatMap(order =>
      order.lines.map(line => {
        const key = keyspace.claim.key(line.eventId, line.areaId, slotPart(line.slot))
        expect(JSON.parse(byKey.get(key) ?? '{}')).toMatchObject({ state: 'sale', orderId: order.orderId })
        const area = JSON.parse(byKey.get(keyspace.area.key(line.eventId, line.areaId)) ?? '{}') as Area
        expect(line.slot).toBeLessThan(area.capacity)
        return key
      }),
    )
    expect(new Set(claims).size).toBe(claims.length)
    expect(valuesOf(entries, 'claim:').length).toBe(claims.length)
  })

  it('has a purchase under its buyer, before the event and within the period', () => {
    for (const { orderId, buyer = '', lines, startedAt } of orders) {
      const [line] = lines
      if (!line) throw new Error(`${orderId} has no line`)
      expect(byKey.has(keyspace.purchase.key(buyer, line.eventId, orderId))).toBe(true)
      expect(byKey.has(keyspace.user.key(buyer))).toBe(true)
      expect(startedAt < line.eventStart).toBe(true)
      expect(startedAt >= '2026-08-22' && startedAt < '2026-11-21').toBe(true)
    }
  })

  it('is numbered without gaps in the order of time at every till, and its audit chain holds', () => {
    const terminals = valuesOf<{ terminalId: string }>(entries, 'terminal:').map(
      ({ terminalId }) => terminalId,
    )
    expect(terminals).toEqual(['P3-1', 'P3-2', 'P3-3', 'P3-4'])
    for (const terminalId of terminals) {
      const own = orders.filter(order => order.terminalId === terminalId)
      const numbers = own.map((_, index) => `${terminalId}-${String(index + 1).padStart(6, '0')}`)
      expect(own.map(({ number }) => number)).toEqual(numbers)
      expect(own.map(({ settledAt }) => settledAt)).toEqual(own.map(({ settledAt }) => settledAt).sort())
      const ledger = JSON.parse(byKey.get(keyspace.ledger.key(terminalId)) ?? '{}') as Ledger
      expect(ledger).toMatchObject({ lastOrder: own.length, lastReceipt: own.length, lastAudit: own.length })
      let previousHash = chainStart
      for (let n = 1; n <= own.length; n++) {
        const text = byKey.get(keyspace.audit.key(terminalId, auditPart(n))) ?? '{}'
        const record = JSON.parse(text) as AuditRecord
        expect(record).toMatchObject({ previousHash, hash: chainHash(record) })
        previousHash = record.hash
      }
      expect(ledger.auditHash).toBe(previousHash)
    }
  })

  it('never sells more than there is, and says who was turned away', () => {
    const settings = completeSettings({ events: 2, purchases: 500, ticketsMax: 60 }, '2026-11-20')
    const population = createPopulation(settings, hash)
    const all = [...population.entries()]
    const capacity = valuesOf<Area>(all, 'area:').reduce((sum, area) => sum + area.capacity, 0)
    expect(valuesOf(all, 'claim:').length).toBe(capacity)
    expect(population.turnedAway).toBe(500 - valuesOf(all, 'order:').length)
    expect(population.turnedAway).toBeGreaterThan(0)
  })
})
