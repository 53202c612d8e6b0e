import { setTimeout as pause } from 'node:timers/promises'
import { Etcd3, type ITxnRequest, type ITxnResponse } from 'etcd3'
import { clientOptions } from '../../../cluster/connection/client'
import { limits } from '../../../cluster/connection/limits'
import type { Transact } from '../bare-client'

/** Far longer than a cluster needs to elect a leader. */
const patienceMs = 60_000

/**
 * A bare client with a terminal's settings: its options, its deadline, its members in its order. What had no answer is
 * sent again, to the next member, until it has one. A transaction creates its order, and nobody else sends it, so one
 * that is refused on a second try was carried out by the first.
 */
export function tunedClient(endpoints: readonly string[]): { transact: Transact; close(): void } {
  const hosts = endpoints.map(endpoint => new Etcd3(clientOptions(endpoint, {})))
  // Whoever answered last is asked first.
  let at = 0

  const send = async (request: ITxnRequest): Promise<ITxnResponse | undefined> => {
    try {
      return await hosts[at]?.kv.txn(request, { deadline: Date.now() + limits.deadlineMs.write })
    } catch {
      at = (at + 1) % hosts.length
      return undefined
    }
  }

  return {
    async transact(request) {
      const giveUpAt = performance.now() + patienceMs
      for (let tries = 1; performance.now() < giveUpAt; tries++) {
        const answer = await send(request)
        if (answer?.succeeded) return Number(answer.header.revision)
        if (answer && tries === 1)
          throw new Error('A transaction that a terminal had carried out was refused')
        if (answer) return newestOf(answer)
        if (tries % hosts.length === 0) await pause(limits.pauseBetweenRoundsMs)
      }
      throw new Error('No member of the cluster answers')
    },
    close() {
      for (const host of hosts) host.close()
    },
  }
}

/** The revision of the newest key that a refused transaction read: that of the copy that was carried out. */
function newestOf({ responses }: ITxnResponse): number {
  const read = responses.flatMap(response => response.response_range?.kvs ?? [])
  return Math.max(...read.map(kv => Number(kv.mod_revision)))
}
