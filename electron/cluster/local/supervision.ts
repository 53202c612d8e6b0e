import { setTimeout as delay } from 'node:timers/promises'
import type { Log } from '../../logging/log'
import { endLeftovers } from './leftovers'
import { type Supervisor, spawnSupervisor } from './supervisor-process'
import type { NodeEvent, SupervisorPlan } from './supervisor-protocol'

const firstBackoffMs = 250
const lastBackoffMs = 15_000

/** The nodes of one cluster, kept running by a supervisor that is itself replaced when it dies. */
export interface Supervision {
  begin(plan: SupervisorPlan): void
  /** Ends the nodes and their supervisor for good. */
  end(): Promise<void>
}

/**
 * Starts a supervisor at once, so that it comes up while its plan is being made.
 *
 * @param onEvent told of every start and end of a node, also of those that lost their supervisor.
 */
export function supervise(log: Log, onEvent: (event: NodeEvent) => void): Supervision {
  const running = new Set<string>()
  const observe = (event: NodeEvent) => {
    if (event.type === 'started') running.add(event.name)
    else running.delete(event.name)
    onEvent(event)
  }
  let supervisor: Supervisor = spawnSupervisor(log, observe)
  const ending = new AbortController()

  const keep = async (plan: SupervisorPlan) => {
    supervisor.begin(plan)
    for (let backoffMs = firstBackoffMs; ; backoffMs = Math.min(2 * backoffMs, lastBackoffMs)) {
      await supervisor.gone
      if (ending.signal.aborted) return
      log.error(
        { 'event.action': 'cluster-supervisor-lost' },
        'the supervisor of the nodes ended; starting another',
      )
      await endLeftovers(plan.recordPath, log)
      for (const name of running) {
        observe({ type: 'exited', name, exitCode: null, signal: 'SIGKILL', restartInMs: backoffMs })
      }
      await delay(backoffMs, undefined, { signal: ending.signal }).catch(() => undefined)
      if (ending.signal.aborted) return
      supervisor = spawnSupervisor(log, observe)
      supervisor.begin(plan)
    }
  }

  let kept = Promise.resolve()
  return {
    begin: plan => {
      kept = keep(plan).catch((error: unknown) => {
        log.error(
          { 'error.message': String(error) },
          'the nodes of the embedded cluster cannot be kept running',
        )
      })
    },
    end: async () => {
      ending.abort()
      await supervisor.end()
      await kept
    },
  }
}
