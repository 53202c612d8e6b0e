import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { put } from '../../cluster/txn'
import { keyspace } from '../../keyspace'
import type { TestCluster } from '../../testing/cluster'
import { workerCluster } from '../../testing/worker-cluster'
import { createBook } from '../book'
import { systemClock } from '../clock'
import { hashPassword } from './passwords'
import { createPins, type Pins } from './pins'

const ines = { username: 'ines', name: 'Ines Calder', role: 'manager' as const }
const asking = { username: 'mira' }
const admin = { username: 'root', name: 'Root', role: 'admin' as const }

let cluster: TestCluster
let passwordHash: string
/** Two tills. */
let here: Pins
let there: Pins
let records: () => Promise<string[]>
let actors: () => Promise<string[]>

beforeAll(async () => {
  cluster = await workerCluster()
  passwordHash = await hashPassword('a password')
})

beforeEach(async () => {
  const connection = cluster.connection(cluster.freshNamespace())
  const people = [ines, admin, { username: 'mira', name: 'Mira', role: 'cashier' as const }]
  await connection.txn({
    compare: [],
    success: people.map(one =>
      put(keyspace.user.key(one.username), keyspace.user.encode({ ...one, state: 'active', passwordHash })),
    ),
  })
  const pinsOf = (terminalId: string) => {
    const book = createBook({ connection, terminalId, clock: systemClock })
    return createPins({ connection, book })
  }
  here = pinsOf('T01')
  there = pinsOf('T02')
  records = async () => {
    const { kvs } = await connection.range('audit:', 'audit;')
    return kvs.map(kv => keyspace.audit.read(kv).action)
  }
  actors = async () => {
    const { kvs } = await connection.range('audit:', 'audit;')
    return kvs.map(kv => keyspace.audit.read(kv).actor)
  }
})

const guess = (pins: Pins, pin: string) =>
  pins.check(asking, 'ines', pin).then(
    () => 'fits',
    error => error.code,
  )

describe('a PIN', () => {
  it('is its owner’s, or set by an admin, and nobody’s who may not give approvals', async () => {
    await expect(here.check(asking, 'ines', '4711')).rejects.toMatchObject({ code: 'PIN_NOT_SET' })
    await here.set(ines, { username: 'ines', pin: '4711' })
    expect(await there.check(asking, 'ines', '4711')).toEqual({ username: 'ines', name: 'Ines Calder' })
    await expect(here.set(ines, { username: 'root', pin: '4711' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    await expect(here.set(admin, { username: 'mira', pin: '4711' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    await expect(here.check(asking, 'nobody', '4711')).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await records()).toEqual(['pin-set'])
  })

  it('is locked by five wrong ones in a row, at whichever tills, until there is a new one', async () => {
    await here.set(ines, { username: 'ines', pin: '4711' })
    expect(await guess(here, '0000')).toBe('PIN_WRONG')
    await expect(there.check(asking, 'ines', '1111')).rejects.toMatchObject({ data: { left: 3 } })
    expect(await guess(here, '4711')).toBe('fits')

    for (const pins of [here, there, here, there]) expect(await guess(pins, '0000')).toBe('PIN_WRONG')
    expect(await guess(here, '0000')).toBe('PIN_LOCKED')
    expect(await guess(there, '4711')).toBe('PIN_LOCKED')
    expect(await records()).toEqual(['pin-set', 'pin-last-try'])
    // Whoever's till it was typed at, and not the one whose PIN it is.
    expect(await actors()).toEqual(['ines', 'mira'])

    await there.set(admin, { username: 'ines', pin: '9999' })
    expect(await guess(here, '9999')).toBe('fits')
  })

  it('is looked at five times at most, however many guesses come at once', async () => {
    await here.set(ines, { username: 'ines', pin: '4711' })
    const guesses = Array.from({ length: 12 }, (_, n) => guess(n % 2 ? here : there, `000${n % 10}`))
    const told = await Promise.all(guesses)
    expect(told.filter(code => code === 'PIN_WRONG').length).toBeLessThanOrEqual(4)
    expect(await guess(here, '4711')).toBe('PIN_LOCKED')
  })
})
