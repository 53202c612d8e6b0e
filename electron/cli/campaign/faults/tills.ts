import { setTimeout as pause } from 'node:timers/promises'
import { patiently } from '../patiently'
import type { CampaignTerminal } from '../terminals'
import type { Weather } from '../till/network'
import type { Arena, Fault } from './fault'

const aTill = ({ terminals, random }: Arena): CampaignTerminal => random.pick(terminals)
const some = ({ terminals, random }: Arena) =>
  random.shuffled(terminals).slice(0, 1 + random.below(terminals.length))

/** Spoils the lines of some tills for a while. */
async function spoil(
  arena: Arena,
  forMs: number,
  how: (proxy: CampaignTerminal['proxies'][number]) => void,
): Promise<void> {
  const tills = some(arena)
  arena.strike()
  for (const { proxies } of tills) proxies.forEach(how)
  await pause(forMs)
  for (const { proxies } of tills) for (const proxy of proxies) await proxy.resume()
}

/** Weather over some tills for a while. One that is being started again has fair weather. */
async function weather(arena: Arena, kind: Exclude<Weather, 'fair'>, forMs: number): Promise<void> {
  const tills = some(arena)
  arena.strike()
  await Promise.all(tills.map(till => till.weather(kind).catch(() => undefined)))
  await pause(forMs)
  await Promise.all(tills.map(till => till.weather('fair').catch(() => undefined)))
}

async function killAndStart(arena: Arena, till: CampaignTerminal): Promise<void> {
  arena.strike()
  await till.kill()
  await pause(arena.random.below(1_000))
  // It may need the other series to heal before it is ready.
  await till.start()
}

/** What happens to terminals, and between them and the nodes. */
export const tillFaults: readonly Fault[] = [
  {
    name: 'answers dropped',
    run: arena => spoil(arena, 800 + arena.random.below(1_500), proxy => proxy.dropNextAnswer()),
  },
  { name: 'connections cut', run: arena => spoil(arena, 100, proxy => proxy.cut()) },
  {
    name: 'answers delayed',
    run: arena => {
      const ms = 50 + arena.random.below(1_950)
      return spoil(arena, 2_500, proxy => proxy.delayAnswers(ms))
    },
  },
  {
    name: 'requests stalled',
    run: arena => spoil(arena, 1_000 + arena.random.below(2_500), proxy => proxy.stall('requests')),
  },
  { name: 'messages late', run: arena => weather(arena, 'deliver-late', 3_000) },
  { name: 'answers lost', run: arena => weather(arena, 'lose-answers', 3_000) },
  { name: 'long silence', run: arena => weather(arena, 'silence', 12_000) },
  { name: 'terminal killed', run: arena => killAndStart(arena, aTill(arena)) },
  {
    // With messages of it still under way.
    name: 'terminal killed in bad weather',
    async run(arena) {
      const till = aTill(arena)
      await till.weather('deliver-late').catch(() => undefined)
      await pause(700)
      await killAndStart(arena, till)
    },
  },
  {
    // They come back before anything they sent has arrived.
    name: 'terminals killed in silence',
    async run(arena) {
      const tills = some(arena)
      await Promise.all(tills.map(till => till.weather('hush').catch(() => undefined)))
      await pause(1_500 + arena.random.below(1_000))
      arena.strike()
      await Promise.all(tills.map(till => till.kill()))
      await Promise.all(tills.map(till => till.start()))
    },
  },
  {
    name: 'terminal frozen',
    async run(arena) {
      const till = aTill(arena)
      arena.strike()
      till.freeze()
      await pause(1_000 + arena.random.below(4_000))
      till.thaw()
    },
  },
  {
    // As if it had run out: etcd deletes its keys at one revision in both cases.
    name: 'lease ended',
    async run({ cluster, strike, random }) {
      // There may be no quorum just now: then it waits for one.
      const { kvs } = await patiently(() => cluster.direct.range('basket:', 'basket;'))
      const leases = [...new Set(kvs.flatMap(({ leaseId }) => leaseId ?? []))]
      strike()
      if (leases.length === 0) return
      const leaseId = random.pick(leases)
      await patiently(async () => {
        if ((await cluster.direct.leases.timeToLive(leaseId)) >= 0)
          await cluster.direct.leases.revoke(leaseId)
      })
    },
  },
]
