import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { isRefusal, Refusal } from '#shared/errors/refusals'
import { connect } from '../../../cluster/connection'
import { ClusterFailure } from '../../../cluster/model'
import { type Random, seededRandom } from '../../../demo/random'
import { keyspace, slotPart } from '../../../keyspace'
import { stateOf } from '../../../replica'
import { type Clock, systemClock } from '../../../services/clock'
import { keepPresence, type Presence } from '../../../services/terminal/presence'
import { quietLog } from '../../../testing/log'
import { startTerminal, type TestTerminal } from '../../../testing/terminal'
import { serveTasks } from '../../bench/processes'
import type { Picture, Subject } from '../history'
import { mutants } from '../mutants'
import type { Life } from '../mutants/mutant'
import { throughWeather, type Weather } from './network'
import { operations } from './operations'
import { letGo } from './operations/baskets'
import type { Operation } from './operations/operation'
import { openRecorder, type Recorder } from './recorder'
import type { Window } from './window'

/* A terminal of a campaign: some windows that sell at random, until they are told to stop or the process is killed. */

export interface StartInput {
  id: string
  namespace: string
  /** The proxies, one before each node. */
  endpoints: string[]
  dataDir: string
  recordPath: string
  seed: number
  /** How often this terminal was started before. */
  life: number
  windows: number
  /** The mean pause of a window between two operations. */
  thinkMs: number
  holdTtlMs: number
  /** How far its clock is ahead of the right one. */
  clockAheadMs: number
  mutant: string | undefined
  /** Names of the only operations that are done; all of them without. */
  operations: readonly string[] | undefined
}

let weather: Weather = 'fair'
let working = true
let terminal: TestTerminal | undefined
let presence: Presence | undefined
let recorder: Recorder
let work: Promise<void>[] = []

const clockOf = ({ clockAheadMs }: StartInput): Clock => ({
  ...systemClock,
  now: () => systemClock.now() + clockAheadMs,
})

/** A start that the cluster does not let come to its end is made again, as the application does. */
async function startUntilReady(input: StartInput, random: Random): Promise<TestTerminal> {
  const { id, namespace, dataDir, holdTtlMs } = input
  const clock = clockOf(input)
  for (;;) {
    const life: Life = { recovering: true }
    const real = connect({ endpoints: input.endpoints, namespace, seed: id, log: quietLog })
    const through = throughWeather(real, () => weather, random)
    const mutant = input.mutant === undefined ? undefined : mutants[input.mutant]
    const connection = mutant ? mutant.wrap(through, life) : through
    try {
      presence = await keepPresence({
        ...{ connection, terminalId: id, folder: dataDir, clock, log: quietLog },
        onBeat: () => {},
      })
      const started = await startTerminal(
        { connection: () => connection },
        { id, namespace, dataDir, holdTtlMs, clock },
      )
      life.recovering = false
      return started
    } catch (error) {
      await presence?.close()
      connection.close()
      if (!(error instanceof ClusterFailure) && !isRefusal(error)) throw error
      await pause(200)
    }
  }
}

/** An order or a step of this terminal as its journal has it: begun, and what became of it. */
type Entry = { subject: Subject; done: boolean | undefined }

async function journalled(dataDir: string): Promise<Map<string, Entry>> {
  const text = await readFile(join(dataDir, 'journal.ndjson'), 'utf8').catch(() => '')
  const entries = new Map<string, Entry>()
  for (const line of text.slice(0, text.lastIndexOf('\n') + 1).split('\n')) {
    if (line === '') continue
    const { t, orderId = '', operationId = '' } = JSON.parse(line) as Record<string, string | undefined>
    if (t === 'begin') entries.set(orderId, { subject: { does: 'make-order', orderId }, done: undefined })
    if (t === 'step')
      entries.set(operationId, { subject: { does: 'change-order', orderId, operationId }, done: undefined })
    const entry = entries.get(t?.startsWith('step') ? operationId : orderId)
    if (entry && (t === 'sold' || t === 'step-done')) entry.done = true
    if (entry && (t === 'not-sold' || t === 'step-not-done')) entry.done = false
  }
  return entries
}

/** What the recovered terminal says of everything that its earlier life left open: done, or never. */
async function recordRecovery(before: ReadonlyMap<string, Entry>, dataDir: string): Promise<void> {
  const after = await journalled(dataDir)
  for (const [id, { subject, done }] of before) {
    const now = after.get(id)?.done
    if (done !== undefined || now === undefined) continue
    await recorder.attempt('recover', subject, async () => {
      if (!now) throw new Refusal('ORDER_ABANDONED', { orderId: id })
    })
  }
}

async function runWindow(window: Window, known: readonly Operation[], thinkMs: number): Promise<void> {
  while (working) {
    await pause(window.random.next() * 2 * thinkMs)
    const possible = known.filter(operation => operation.can?.(window) ?? true)
    if (possible.length > 0) await window.random.weighted(possible, ({ weight }) => weight).run(window)
  }
  for (let tries = 0; window.unsettled.length > 0 && tries < 20; tries++) {
    await window.unsettled.shift()?.settle()
  }
  for (const basket of [...window.held]) await letGo(window, basket)
}

const tasks = {
  async start(input: StartInput): Promise<void> {
    const { seed, id, life, windows, thinkMs } = input
    recorder = openRecorder(input.recordPath)
    const open = await journalled(input.dataDir)
    const started = await startUntilReady(input, seededRandom(seed, id, life, 'network'))
    terminal = started
    await recordRecovery(open, input.dataDir)
    const known = operations.filter(({ name }) => input.operations?.includes(name) ?? true)
    work = Array.from({ length: windows }, (_, n) => {
      const random = seededRandom(seed, id, life, n)
      const own = { random, held: [], unsettled: [], sold: [] }
      const window = { terminal: started, clock: clockOf(input), recorder, ...own }
      return runWindow(window, known, thinkMs)
    })
  },

  async weather(next: Weather): Promise<void> {
    weather = next
  },

  /** Ends the windows: what is open is settled and let go. Nothing is written after by itself either. */
  async stop(): Promise<void> {
    working = false
    await Promise.all(work)
    terminal?.expiry.close()
    terminal?.events.close()
    await presence?.close()
  },

  /** What this terminal shows once it shows `revision`, or when it was given enough time for that. */
  async picture({
    revision,
    withinMs,
  }: {
    revision: number
    withinMs: number
  }): Promise<Picture | undefined> {
    if (!terminal) return undefined
    const { replica, id } = terminal
    const late = new AbortController()
    await Promise.race([
      replica.reached(revision),
      pause(withinMs, undefined, { signal: late.signal }).catch(() => undefined),
    ])
    late.abort()
    const claims = new Map<string, string>()
    for (const [eventId, { areas }] of replica.state.houses)
      for (const [areaId, { claims: packed }] of areas)
        for (let slot = 0; slot < packed.length; slot++) {
          const state = stateOf(packed, slot)
          if (state !== '.') claims.set(keyspace.claim.key(eventId, areaId, slotPart(slot)), state)
        }
    const baskets = new Map([...replica.state.baskets].map(([key, { modRevision }]) => [key, modRevision]))
    return { terminalId: id, revision: replica.state.revision, claims, baskets }
  },
}

export type TerminalTasks = typeof tasks

serveTasks(tasks, async () => terminal?.crash())
