import { join } from 'node:path'
import { LocalClusterFailure } from './failure'
import { lastComplaint } from './node-log'
import { waitForQuorum } from './quorum'
import type { NodeEvent } from './supervisor-protocol'

const patienceMs = 60_000
/** A node killed once by chance starts again; one that dies three times on end has a reason. */
const deathsTooMany = 3

/** Watches a start: it succeeds with a quorum, and fails when so many nodes keep dying that there will be none. */
export interface StartWatch {
  observe(event: NodeEvent): void
  /** @throws LocalClusterFailure `not-started`, with what the nodes said. */
  untilQuorum(endpoints: readonly string[]): Promise<void>
}

/** @param folder where each node has its own folder. */
export function startWatch(folder: string): StartWatch {
  const deaths = new Map<string, number>()
  const hopeless = new AbortController()
  let lastDeath: NodeEvent | undefined
  let size = Number.POSITIVE_INFINITY

  const explain = async (): Promise<string> => {
    if (lastDeath?.type !== 'exited') return `No quorum of its nodes answered within ${patienceMs / 1000} s.`
    const { name, problem, signal, exitCode } = lastDeath
    const ending = problem ?? (signal ? `ended by ${signal}` : `ended with status ${exitCode}`)
    const complaint = await lastComplaint(join(folder, name))
    return `${name}: ${ending}${complaint ? `, saying "${complaint}"` : ''}.`
  }

  return {
    observe: event => {
      if (event.type !== 'exited') return
      lastDeath = event
      deaths.set(event.name, (deaths.get(event.name) ?? 0) + 1)
      const dying = [...deaths.values()].filter(count => count >= deathsTooMany).length
      if (dying > (size - 1) / 2) hopeless.abort()
    },
    untilQuorum: async endpoints => {
      size = endpoints.length
      try {
        await waitForQuorum(endpoints, AbortSignal.any([hopeless.signal, AbortSignal.timeout(patienceMs)]))
      } catch (error) {
        throw new LocalClusterFailure(
          'not-started',
          `The embedded cluster does not start. ${await explain()}`,
          {
            cause: error,
          },
        )
      }
    },
  }
}
