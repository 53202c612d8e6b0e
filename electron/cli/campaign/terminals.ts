import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type FaultProxy, startFaultProxy } from '../../testing/fault-proxy'
import { startProcess, type TaskProcess } from '../bench/processes'
import type { Attempt, Picture } from './history'
import type { LateMessage, Weather } from './till/network'
import { readAttempts } from './till/recorder'
import type { StartInput, TerminalTasks } from './till/terminal-process'

/** A terminal as the campaign holds it: its process may be another one a moment later. */
export interface CampaignTerminal extends AsyncDisposable {
  readonly id: string
  /** One before each node. */
  readonly proxies: readonly FaultProxy[]
  /** Starts a process on the terminal's folder; resolves once it is recovered and sells. */
  start(): Promise<void>
  /** SIGKILL, and gone. */
  kill(): Promise<void>
  freeze(): void
  thaw(): void
  weather(weather: Weather): Promise<void>
  /** Its windows come to an end. @throws when they do not in time. */
  stop(): Promise<void>
  picture(revision: number, withinMs: number): Promise<Picture | undefined>
  /** What it attempted, over all its lives. */
  attempts(): Promise<Attempt[]>
}

export interface TerminalSettings
  extends Omit<StartInput, 'id' | 'endpoints' | 'dataDir' | 'recordPath' | 'life'> {
  /** The nodes themselves. */
  nodes: readonly string[]
  onLate(message: LateMessage): void
}

export async function createTerminal(id: string, settings: TerminalSettings): Promise<CampaignTerminal> {
  const { nodes, onLate, ...rest } = settings
  const dataDir = await mkdtemp(join(tmpdir(), `box-office-campaign-${id}-`))
  const recordPath = join(dataDir, 'attempts.ndjson')
  const proxies = await Promise.all(nodes.map(startFaultProxy))
  const endpoints = proxies.map(({ address }) => address)
  let running: TaskProcess<TerminalTasks> | undefined
  let life = 0
  const alive = () => {
    if (!running) throw new Error(`${id} is not running`)
    return running
  }
  return {
    id,
    proxies,
    async start() {
      const started = startProcess<TerminalTasks>(
        join(import.meta.dirname, 'till', 'terminal-process.ts'),
        note => onLate(note as LateMessage),
      )
      running = started
      await started.ask('start', { ...rest, id, endpoints, dataDir, recordPath, life: life++ })
    },
    async kill() {
      const killed = alive()
      killed.signal('SIGKILL')
      await killed.gone
    },
    freeze: () => alive().signal('SIGSTOP'),
    thaw: () => alive().signal('SIGCONT'),
    weather: weather => alive().ask('weather', weather),
    stop: () => alive().ask('stop', undefined as never),
    picture: (revision, withinMs) => alive().ask('picture', { revision, withinMs }),
    attempts: () => readAttempts(recordPath, id),
    async [Symbol.asyncDispose]() {
      if (running) {
        running.signal('SIGKILL')
        await running.gone
      }
      for (const proxy of proxies) await proxy.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
