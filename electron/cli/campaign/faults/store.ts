import { setTimeout as pause } from 'node:timers/promises'
import { Etcd3 } from 'etcd3'
import { patiently } from '../patiently'
import type { Arena, Fault } from './fault'

const junkBytes = 1_000_000
/** A member without a leader may else never answer. */
const answerMs = 5_000
const junkKey = 'campaign-junk'

/** A bare client, for what the application never does to a cluster. */
async function withAdmin<T>(endpoint: string, work: (admin: Etcd3) => Promise<T>): Promise<T> {
  const admin = new Etcd3({
    hosts: endpoint,
    defaultCallOptions: ({ isStream }) => (isStream ? {} : { deadline: Date.now() + answerMs }),
  })
  try {
    return await work(admin)
  } finally {
    admin.close()
  }
}

/** Drops every revision but the newest, after the observer has them. */
async function compactNow({ cluster, observer }: Arena): Promise<void> {
  await patiently(async () => {
    const { revision } = await cluster.direct.range('', '\0', { limit: 1 })
    await observer.reached(revision)
    await cluster.direct.compact(revision).catch((error: unknown) => {
      if (!/has been compacted/.test(String(error))) throw error
    })
  })
}

/**
 * Makes room on every member. A member says by itself that it is full, when it comes to the write that filled it: so it
 * has room only once each has dropped what was compacted, which is later than the answer to the compaction.
 */
async function makeRoom(arena: Arena): Promise<void> {
  const { cluster } = arena
  const roomyBytes = cluster.quotaBytes / 2
  const [some = ''] = cluster.endpoints
  await patiently(() => withAdmin(some, admin => admin.delete().key(junkKey).exec()))
  await compactNow(arena)
  for (const endpoint of cluster.endpoints)
    await patiently(() =>
      withAdmin(endpoint, async admin => {
        const { dbSizeInUse } = await admin.maintenance.status()
        if (Number(dbSizeInUse) > roomyBytes)
          throw new Error(`${endpoint} has not dropped what was compacted`)
        await admin.maintenance.defragment()
        const { dbSize } = await admin.maintenance.status()
        if (Number(dbSize) > roomyBytes) throw new Error(`${endpoint} has no room: ${dbSize} bytes`)
      }),
    )
  await patiently(() =>
    withAdmin(some, async admin => {
      const { alarms } = await admin.maintenance.alarm({ action: 'Get' })
      for (const { memberID } of alarms)
        await admin.maintenance.alarm({ action: 'Deactivate', memberID, alarm: 'Nospace' })
      // A member's word may be on its way still.
      if (alarms.length > 0) throw new Error('A member said that it is full')
      await admin.put(junkKey).value('').exec()
    }),
  )
}

/** What happens to the store and its members. */
export const storeFaults: readonly Fault[] = [
  {
    // While every till's watch is away: what it has not seen is gone when it comes back.
    name: 'compacted past every cursor',
    async run(arena) {
      const { cluster, terminals, strike, random } = arena
      strike()
      for (const { proxies } of terminals) for (const proxy of proxies) proxy.refuse()
      for (const { proxies } of terminals) for (const proxy of proxies) proxy.cut()
      await pause(300)
      // Somebody else's write, so that there is something to miss.
      await patiently(() =>
        withAdmin(cluster.endpoints[0] ?? '', admin => admin.put(junkKey).value('').exec()),
      )
      await compactNow(arena)
      await pause(random.below(1_000))
      for (const { proxies } of terminals) for (const proxy of proxies) await proxy.resume()
    },
  },
  {
    name: 'member wiped and added again',
    async run(arena) {
      const { cluster, random, strike } = arena
      const node = random.pick(cluster.nodes)
      const other = cluster.nodes.find(each => each !== node)?.endpoint ?? ''
      strike()
      await cluster.kill(node)
      // Removed before it is added: the cluster never counts a member that will not come back.
      await patiently(() =>
        withAdmin(other, async admin => {
          const { members } = await admin.cluster.memberList({})
          const member = members.find(each => each.peerURLs.includes(node.peerUrl))
          if (member) await admin.cluster.memberRemove({ ID: member.ID })
        }),
      )
      await pause(500 + random.below(1_000))
      await patiently(() =>
        withAdmin(other, async admin => {
          const { members } = await admin.cluster.memberList({})
          if (!members.some(each => each.peerURLs.includes(node.peerUrl)))
            await admin.cluster.memberAdd({ peerURLs: [node.peerUrl] })
        }),
      )
      await cluster.reviveEmpty(node)
      await cluster.whole()
      // It carries out all that ever was, such as writes that once filled the store, and then says that it is full.
      await patiently(() => withAdmin(node.endpoint, admin => admin.get(junkKey).exec()))
      await makeRoom(arena)
    },
  },
  {
    name: 'no space left',
    async run(arena) {
      const { cluster, strike } = arena
      const junk = Buffer.alloc(junkBytes, 'x')
      strike()
      await withAdmin(cluster.endpoints[0] ?? '', async admin => {
        for (let n = 0; n * junkBytes < 2 * cluster.quotaBytes; n++) {
          const full = await admin
            .put(junkKey)
            .value(junk)
            .exec()
            .then(
              () => false,
              (error: unknown) => /space/.test(String(error)),
            )
          if (full) return
        }
      })
      await pause(1_500)
      await makeRoom(arena)
    },
  },
]
