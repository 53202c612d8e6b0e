import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import type { Log } from '../../logging/log'
import type { NodeEvent, SupervisorPlan } from './supervisor-protocol'

/** The supervisor as the application holds it. */
export interface Supervisor {
  /** Gives it its nodes. It sends events from then on. */
  begin(plan: SupervisorPlan): void
  /** Ends the nodes and then the supervisor. */
  end(): Promise<void>
  /** Resolves when the process is gone, for whatever reason. */
  readonly gone: Promise<void>
}

/** Starts the supervisor, which waits for its plan. */
export function spawnSupervisor(log: Log, onEvent: (event: NodeEvent) => void): Supervisor {
  const child = spawn(process.execPath, supervisorCommand(), {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    // In a session of its own a terminal's Ctrl-C does not end the nodes before the application has closed.
    detached: process.platform !== 'win32',
    windowsHide: true,
  })
  child.stdin.on('error', error =>
    log.warn({ 'error.message': error.message }, 'the supervisor does not listen'),
  )
  createInterface({ input: child.stdout }).on('line', line => onEvent(JSON.parse(line)))
  createInterface({ input: child.stderr }).on('line', line =>
    log.warn({ 'error.message': line }, 'supervisor'),
  )
  const gone = goneOf(child, log)
  return {
    begin: plan => void child.stdin.write(`${JSON.stringify(plan)}\n`),
    end: async () => {
      child.stdin.end()
      await gone
    },
    gone,
  }
}

function goneOf(child: ChildProcess, log: Log): Promise<void> {
  return new Promise(resolve => {
    child.once('close', () => resolve())
    child.once('error', error => {
      log.error({ 'error.message': error.message }, 'the supervisor cannot be started')
      resolve()
    })
  })
}

/** Built, it is a file of its own beside the entry or above its chunks; from source it runs through tsx. */
function supervisorCommand(): string[] {
  const here = import.meta.dirname
  const built = [join(here, 'supervisor.js'), join(here, '..', 'supervisor.js')].find(existsSync)
  if (built !== undefined) return [built]
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  return ['--import', loader, join(here, 'supervisor.ts')]
}
