import { join } from 'node:path'
import { type Entry, writeAll } from '../../../cluster/bulk'
import { claimTextsOf, keyspace, slotPart } from '../../../keyspace'
import { startCluster } from '../../../testing/cluster'
import type { Invocation } from '../../command'
import { openArena } from '../arena'
import { nodesOf, pairsOf } from '../flags'
import { compare, interleavedPairs, report } from '../measure'
import { startProcess } from '../processes'
import type { ReplicaTasks, Weight, Where } from './replica-process'

const eventCount = 20
const slotsPerEvent = 50_000
/** One slot of so many is on hold; of the others half are sold. */
const heldEvery = 100

/**
 * `cli bench snapshot`: how long a terminal takes to have the live picture of twenty events with 50,000 slots each, half
 * of them sold, beside the same keys read as bare pages; and what that terminal then weighs.
 */
export async function benchSnapshot({ flags, values, io }: Invocation): Promise<number> {
  const count = pairsOf(values)
  await using cluster = await startCluster({ nodes: nodesOf(values) })
  const where: Where = { endpoints: cluster.endpoints, namespace: cluster.freshNamespace() }
  const house = cluster.connection(where.namespace)
  for (let n = 0; n < eventCount; n++) await openArena(house, eventIdOf(n), slotsPerEvent)
  const { written } = await writeAll({ connection: house, entries: claims() })
  io.err(`${written} claims of ${eventCount * slotsPerEvent} slots are there.`)

  const weights: Weight[] = []
  const inProcess = async <T>(work: (process: ReturnType<typeof start>) => Promise<T>): Promise<T> => {
    await using process = start()
    return await work(process)
  }
  const pairs = await interleavedPairs(count, {
    ours: () =>
      inProcess(async process => {
        const weight = await process.ask('takePicture', where)
        weights.push({ ...weight, residentBytes: await process.ask('weigh', null) })
        return weight.tookMs
      }),
    raw: () => inProcess(process => process.ask('readBare', where)),
    onPair: ({ ours, raw }, index) =>
      io.err(`${index + 1}/${count}: ${Math.round(ours)} ms beside ${Math.round(raw)} ms`),
  })
  const weighed = compare(
    weights.map(ours => ({ ours, raw: ours })),
    weight => weight.residentBytes / 2 ** 20,
  ).ours
  const [{ slots, slotsBytes } = { slots: 1, slotsBytes: 0 }] = weights
  const figures = {
    ...report('snapshot', pairs),
    ...{ events: eventCount, slots, claims: written },
    ...{ residentMiB: weighed, bytesPerSlot: Number((slotsBytes / slots).toPrecision(3)) },
  }
  if (flags.json) io.out(JSON.stringify(figures))
  else
    io.out(
      `The picture of ${slots} slots takes ${figures.ours.median} ms, ${figures.ratio} times the bare pages ` +
        `(${figures.interval.join(' to ')}); the process has ${weighed.median} MiB, ${figures.bytesPerSlot} bytes a slot.`,
    )
  return 0
}

const start = () => startProcess<ReplicaTasks>(join(import.meta.dirname, 'replica-process.ts'))
const eventIdOf = (n: number) => `evening-${n}`

function* claims(): Generator<Entry> {
  const common = { terminalId: 'T07', sellerName: 'Nora Keane' }
  const kind = { ticketType: 'standing', priceType: 'adult' }
  for (let event = 0; event < eventCount; event++)
    for (let slot = 0; slot < slotsPerEvent; slot++) {
      const isHeld = slot % heldEvery === 0
      if (!isHeld && slot % 2 === 0) continue
      // Two places an order, as most are bought.
      const owner = `${eventIdOf(event)}.${Math.floor(slot / 4)}`
      const text = isHeld
        ? claimTextsOf({ state: 'hold', basketId: owner, ...common })
        : claimTextsOf({ state: 'sale', orderId: owner, ...common })
      yield { key: keyspace.claim.key(eventIdOf(event), 'floor', slotPart(slot)), value: text(kind) }
    }
}
