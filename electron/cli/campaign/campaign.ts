import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { type Random, seededRandom } from '../../demo/random'
import { sharedNow } from '../bench/clock'
import { audit, quiet } from './aftermath'
import { check, type Violation } from './checker'
import { trailOf } from './checker/trail'
import { startCampaignCluster } from './cluster'
import { series } from './faults'
import type { Arena, Fault } from './faults/fault'
import type { Attempt } from './history'
import { openHouse } from './house'
import { observe } from './observer'
import type { CampaignOptions } from './options'
import { type CampaignTerminal, createTerminal } from './terminals'
import type { LateMessage } from './till/network'

export interface Struck {
  name: string
  at: number
}

/** What a campaign came to. */
export interface CampaignResult {
  orders: number
  faults: number
  ambiguous: number
  oversold: number
  lost: number
  duplicated: number
  /** It says nothing: too little happened. */
  void: boolean
  ok: boolean
  /** How many faults met an operation under way. */
  met: number
  seconds: number
  revisions: number
  attempts: number
  seed: number
  nodes: number
  terminals: number
  mutant: string | undefined
  /** Why it is void. */
  voidBecause: string[]
  struck: Record<string, number>
  outcomes: Record<string, number>
  violations: Violation[]
}

const windowsPerTerminal = 3
const holdTtlMs = 8_000
/** One terminal's clock is an hour ahead. */
const wrongByMs = 3_600_000
const pauseBetweenFaultsMs = 1_500
/** A terminal's windows need so long at most: what they do ends with patience of its own. */
const stopWithinMs = 60_000
/** What the last fault broke is whole again by then. */
const healWithinMs = 90_000
/** About as many operations as make one order, how long one takes, and for how much of the time faults let it. */
const operationsPerOrder = 5
const operationMs = 60
const sellingShare = 0.35

/** Sells under faults, and checks what came of it. @throws Error when the campaign itself could not be held. */
export async function runCampaign(options: CampaignOptions): Promise<CampaignResult> {
  const { orders, seed, signal, onProgress = () => {} } = options
  const namespace = `campaign-${randomUUID()}/`
  const began = performance.now()
  await using stack = new Belongings()
  const quotaBytes = 32 * 1024 ** 2 + orders * 16 * 1024
  const cluster = stack.use(await startCampaignCluster({ nodes: options.nodes, quotaBytes, namespace }))
  const { direct } = cluster
  const { revision: before } = await direct.range('', '\0', { limit: 1 })
  const made = new Set<string>()
  const observer = stack.use(
    observe({
      ...{ endpoints: cluster.endpoints, namespace, from: before + 1 },
      onStep({ changes }) {
        for (const { key, value } of changes)
          if (key.startsWith('order:') && value?.includes('"status":"sold"')) made.add(key)
      },
    }),
  )
  await openHouse(direct, orders)

  const underWay = new Set<Promise<unknown>>()
  let close = () => {}
  const closed = new Promise<void>(resolve => {
    close = resolve
  })
  const deliver = ({ late, delayMs }: LateMessage) => {
    const arrival = Promise.race([pause(delayMs, undefined, { ref: false }), closed])
      .then(() => direct.txn(late))
      .catch(() => undefined)
      .finally(() => underWay.delete(arrival))
    underWay.add(arrival)
  }
  const perTerminal = options.windows ?? windowsPerTerminal
  const windows = options.terminals * perTerminal
  const thinkMs =
    options.thinkMs ??
    Math.max(0, (windows * sellingShare * options.leastMs) / (orders * operationsPerOrder) - operationMs)
  const terminals: CampaignTerminal[] = []
  for (let n = 1; n <= options.terminals; n++) {
    const id = `T${String(n).padStart(2, '0')}`
    const { mutant, operations } = options
    const clockAheadMs = n === options.terminals ? wrongByMs : 0
    const settings = { namespace, seed, thinkMs, holdTtlMs, clockAheadMs, mutant, operations }
    terminals.push(
      stack.use(
        await createTerminal(id, {
          ...{ ...settings, windows: perTerminal, nodes: cluster.endpoints, onLate: deliver },
        }),
      ),
    )
  }
  await Promise.all(terminals.map(terminal => terminal.start()))
  onProgress(
    `After ${Math.round((performance.now() - began) / 1_000)} s ${options.terminals} terminals sell on ${options.nodes} nodes, seed ${seed}`,
  )

  const startedAt = performance.now()
  const struck: Struck[] = []
  const elapsed = () => performance.now() - startedAt
  const failed = new AbortController()
  const isOver = () =>
    signal?.aborted ||
    failed.signal.aborted ||
    elapsed() > options.mostMs ||
    (elapsed() > options.leastMs && made.size >= orders && struck.length >= options.leastFaults)
  const arena = { cluster, terminals, observer }
  const failing = Promise.all(
    Object.entries(series).map(([name, faults]) => {
      const chosen = faults.filter(fault => options.faults?.includes(fault.name) ?? true)
      return keepFailing(chosen, arena, seededRandom(seed, name), isOver, fault => {
        struck.push({ name: fault.name, at: sharedNow() })
        onProgress(`${Math.round(elapsed() / 1_000)} s, ${made.size} orders: ${fault.name}`)
      }).catch((error: unknown) => failed.abort(error))
    }),
  )
  // What one series waits for, such as a terminal that starts, may never come when the other one has failed.
  await Promise.race([
    withTimeLimit(failing, options.mostMs + healWithinMs, 'a fault has no end'),
    once(failed),
  ])
  failed.signal.throwIfAborted()
  onProgress(`${Math.round(elapsed() / 1_000)} s, ${made.size} orders: enough`)

  await cluster.whole()
  const stopped = terminals.map(terminal =>
    withTimeLimit(terminal.stop(), stopWithinMs, `${terminal.id} does not stop`),
  )
  await Promise.all(stopped)
  onProgress(`${Math.round(elapsed() / 1_000)} s: every window is closed`)
  // Nobody sells any more: what still arrives finds everything as it was told, and may as well arrive now.
  close()
  await Promise.all(underWay)
  onProgress(`${Math.round(elapsed() / 1_000)} s: every late message has arrived`)
  const { revision, pictures, finally: finalKeys } = await quiet(arena)
  await observer.reached(revision)
  onProgress(`${Math.round(elapsed() / 1_000)} s: nothing changes any more`)
  const attempts = (await Promise.all(terminals.map(terminal => terminal.attempts()))).flat()
  // A basket's lease may end after everybody said what is: that belongs to no picture.
  const steps = observer.steps.filter(step => step.revision <= revision)
  const verdict = check({ steps, attempts, finally: finalKeys, pictures })
  const audited = (await audit(cluster.endpoints, namespace)).map(violation => ({
    ...violation,
    trail: trailOf(violation.about, { steps: observer.steps, attempts }),
  }))
  const violations = [...verdict.violations, ...audited]
  const met = struck.filter(({ at }) => attempts.some(isUnderWay(at))).length
  const seconds = (performance.now() - began) / 1_000
  const soldLongEnough = elapsed() >= options.leastMs
  const voidBecause = [
    ...(observer.problem ? [`the witness is not complete: ${observer.problem}`] : []),
    ...(soldLongEnough && !signal?.aborted ? [] : ['it was too short']),
    ...(made.size < orders ? [`only ${made.size} orders were made`] : []),
    ...(struck.length < options.leastFaults ? [`only ${struck.length} faults struck`] : []),
    ...(verdict.ambiguous < options.leastAmbiguous
      ? [`only ${verdict.ambiguous} operations were ambiguous`]
      : []),
    ...(met < options.leastMet * struck.length
      ? [`only ${met} of ${struck.length} faults met an operation`]
      : []),
  ]
  const counted = (kind: Violation['counts']) => violations.filter(({ counts }) => counts === kind).length
  return {
    ...{ orders: verdict.orders, faults: struck.length, ambiguous: verdict.ambiguous },
    ...{ oversold: counted('oversold'), lost: counted('lost'), duplicated: counted('duplicated') },
    ...{ void: voidBecause.length > 0, ok: voidBecause.length === 0 && violations.length === 0 },
    ...{ met, seconds, revisions: observer.steps.length, attempts: attempts.length },
    ...{ seed, nodes: options.nodes, terminals: options.terminals, mutant: options.mutant, voidBecause },
    struck: tally(struck.map(({ name }) => name)),
    outcomes: tally(
      attempts.map(
        ({ operation, outcome, code }) => `${operation}: ${outcome === 'refused' ? code : outcome}`,
      ),
    ),
    violations,
  }
}

/** What the campaign started, which ends with it, the last first. */
class Belongings implements AsyncDisposable {
  readonly #all: AsyncDisposable[] = []
  use<T extends AsyncDisposable>(one: T): T {
    this.#all.push(one)
    return one
  }
  async [Symbol.asyncDispose]() {
    const problems: unknown[] = []
    for (const one of this.#all.reverse())
      await Promise.resolve(one[Symbol.asyncDispose]()).catch(error => problems.push(error))
    if (problems.length > 0) throw new AggregateError(problems, 'A campaign leaves something behind')
  }
}

const once = ({ signal }: AbortController) =>
  new Promise<void>(resolve => signal.addEventListener('abort', () => resolve(), { once: true }))

const isUnderWay =
  (at: number) =>
  ({ startedAt, endedAt }: Attempt) =>
    startedAt <= at && (endedAt === undefined ? startedAt + 1_000 : endedAt) >= at

/** One fault after another, each kind as often as the others, until it is over. */
async function keepFailing(
  faults: readonly Fault[],
  arena: Omit<Arena, 'random' | 'strike'>,
  random: Random,
  isOver: () => boolean | undefined,
  onStrike: (fault: Fault) => void,
): Promise<void> {
  let bag: Fault[] = []
  while (!isOver()) {
    if (bag.length === 0) bag = random.shuffled(faults)
    const fault = bag.pop()
    if (!fault) {
      await pause(pauseBetweenFaultsMs)
      continue
    }
    try {
      await fault.run({ ...arena, random, strike: () => onStrike(fault) })
    } catch (error) {
      throw new Error(`“${fault.name}” could not be made good: ${error}`, { cause: error })
    }
    await pause(random.below(2 * pauseBetweenFaultsMs))
  }
}

async function withTimeLimit<T>(work: Promise<T>, ms: number, otherwise: string): Promise<T> {
  const late = new AbortController()
  const limit = pause(ms, undefined, { signal: late.signal, ref: false }).then(() => {
    throw new Error(otherwise)
  })
  limit.catch(() => undefined)
  return Promise.race([work, limit]).finally(() => late.abort())
}

function tally(names: readonly (string | undefined)[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const name of names) counts[name ?? ''] = (counts[name ?? ''] ?? 0) + 1
  return counts
}
