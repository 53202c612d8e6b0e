import { beforeAll, describe, expect, it, vi } from 'vitest'
import { connect } from '../cluster/connection'
import type { Connection } from '../cluster/model'
import { put, remove } from '../cluster/txn'
import { keyspace, slotPart } from '../keyspace'
import type { TestCluster } from '../testing/cluster'
import { startFaultProxy } from '../testing/fault-proxy'
import { openSmallHouse, smallHouse } from '../testing/house'
import { quietLog } from '../testing/log'
import { workerCluster } from '../testing/worker-cluster'
import { createReplica, type Replica } from './index'
import { apply, keptKinds } from './projections'
import { emptyState, nothingTouched, type ReplicaState } from './state'
import { houseView, summarise } from './views'

const { eventId, floor, hall } = smallHouse
const now = () => Date.now()

let cluster: TestCluster
beforeAll(async () => {
  cluster = await workerCluster()
})

/** Everything the screens could show of a state, in a form that compares. */
function shown(state: ReplicaState) {
  return {
    houses: [...state.houses.keys()]
      .sort()
      .map(id => [id, houseView(state, id), summarise(state.houses.get(id), now())]),
    baskets: [...state.baskets].sort(),
    staff: [...state.staff].sort(),
    settings: [...state.settings].sort(),
    unreadable: [...state.unreadable.keys()].sort(),
  }
}

/** The state that a fresh read at `revision` gives. */
async function freshState(connection: Connection, revision: number): Promise<ReplicaState> {
  const state = emptyState()
  for (const prefix of keptKinds)
    for await (const page of connection.pages(prefix, { revision }))
      for (const kv of page.kvs)
        apply(state, { type: 'put', key: kv.key, kv, revision: kv.modRevision }, nothingTouched())
  return state
}

async function caughtUp(replica: Replica, connection: Connection): Promise<number> {
  const { revision } = await connection.range('', '\0', { limit: 1 })
  await replica.reached(revision)
  return revision
}

describe('the replica', () => {
  it('is not waited for without end by those who need a revision that does not come', async () => {
    const namespace = cluster.freshNamespace()
    const connection = cluster.connection(namespace)
    await openSmallHouse(connection)
    const replica = createReplica({ connection, log: quietLog, now })
    await replica.ready
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const late = replica.reached(Number.MAX_SAFE_INTEGER)
      vi.advanceTimersByTime(60_000)
      await expect(late).rejects.toMatchObject({ kind: 'unavailable' })
    } finally {
      vi.useRealTimers()
      replica.close()
    }
  })

  it('equals a fresh read at the same revision after 200 cuts of its line', async () => {
    const namespace = cluster.freshNamespace()
    const direct = cluster.connection(namespace)
    await openSmallHouse(direct)
    await using proxy = await startFaultProxy(cluster.endpoints[0] ?? '')
    const connection = connect({ endpoints: [proxy.address], namespace, seed: 'T01', log: quietLog })
    const replica = createReplica({ connection, log: quietLog, now })
    await replica.ready

    const pictures: number[] = []
    replica.onChange((_, revision) => pictures.push(revision))
    const random = seeded(7)
    for (let cut = 0; cut < 200; cut++) {
      await Promise.all(Array.from({ length: 3 }, () => scribble(direct, random)))
      proxy.cut()
      // Every now and then it has the time to come back before the next cut.
      if (cut % 10 === 0) await caughtUp(replica, direct)
    }
    await caughtUp(replica, direct)
    expect(shown(replica.state)).toEqual(shown(await freshState(direct, replica.state.revision)))
    expect(pictures).toEqual([...pictures].sort((a, b) => a - b))
    replica.close()
    connection.close()
  }, 120_000)

  it('feeds a page its house: the snapshot and then the changes give what a fresh snapshot gives', async () => {
    const connection = cluster.connection()
    await openSmallHouse(connection)
    const replica = createReplica({ connection, log: quietLog, now })
    await replica.ready
    const items = replica.house(eventId)?.follow(undefined, undefined)
    const first = (await items?.next())?.value
    await connection.txn({ compare: [], success: [put(claimKey(4), saleBy('T02'))] })
    const second = (await items?.next())?.value
    expect(first).toMatchObject({
      kind: 'snapshot',
      value: { areas: [{ states: '.'.repeat(200) }, { states: '.'.repeat(20) }] },
    })
    expect(second).toMatchObject({ kind: 'change', value: { slots: { [floor.areaId]: [[4, 's']] } } })
    replica.close()
  })

  it('shows a value nobody can read by its key, keeps its slot taken, and nothing else breaks', async () => {
    const connection = cluster.connection()
    await openSmallHouse(connection)
    const replica = createReplica({ connection, log: quietLog, now })
    await replica.ready
    // An order is not kept here, but that somebody broke it is still seen.
    const orderKey = keyspace.order.key('o1')
    const broken = [claimKey(5), keyspace.ticketType.key(eventId, hall.ticketType), orderKey, 'nonsense:1']
    await connection.txn({ compare: [], success: broken.map(key => put(key, '{"v":1,"half')) })
    await caughtUp(replica, connection)
    expect([...replica.state.unreadable.keys()].sort()).toEqual([...broken].sort())
    expect(
      houseView(replica.state, eventId)?.areas.find(({ area }) => area.areaId === floor.areaId)?.states[5],
    ).toBe('b')
    expect(summarise(replica.state.houses.get(eventId), now())?.left).toBe(219)
    await connection.txn({ compare: [], success: broken.map(remove) })
    await caughtUp(replica, connection)
    expect(replica.state.unreadable.size).toBe(0)
    replica.close()
  })

  it('never has a hash of a password in it', async () => {
    const connection = cluster.connection()
    const value = {
      username: 'mira',
      name: 'Mira',
      role: 'cashier' as const,
      state: 'active' as const,
      passwordHash: '$argon2id$secret',
    }
    await connection.txn({
      compare: [],
      success: [put(keyspace.user.key('mira'), keyspace.user.encode(value))],
    })
    const replica = createReplica({ connection, log: quietLog, now })
    await replica.ready
    expect(replica.state.staff.get('mira')?.name).toBe('Mira')
    expect(JSON.stringify([...replica.state.staff])).not.toContain('secret')
    replica.close()
  })
})

const claimKey = (slot: number) => keyspace.claim.key(eventId, floor.areaId, slotPart(slot))
const saleBy = (terminalId: string) =>
  keyspace.claim.encode({
    state: 'sale',
    orderId: 'o1',
    terminalId,
    sellerName: 'S',
    ticketType: 'floor',
    priceType: 'adult',
  })

/** One change of the kind that selling and editing make. */
async function scribble(connection: Connection, random: () => number): Promise<void> {
  const slot = Math.floor(random() * 200)
  const dice = random()
  if (dice < 0.5) await connection.txn({ compare: [], success: [put(claimKey(slot), saleBy('T02'))] })
  else if (dice < 0.9) await connection.txn({ compare: [], success: [remove(claimKey(slot))] })
  else if (dice < 0.95) await openSmallHouse(connection, 200 + Math.floor(random() * 3))
  else await connection.txn({ compare: [], success: [put(`venue:v${slot}`, 'not a venue')] })
}

/** Mulberry32: enough to make the same mess twice. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
