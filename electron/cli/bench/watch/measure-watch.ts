import { join } from 'node:path'
import { connect } from '../../../cluster/connection'
import type { Txn } from '../../../cluster/model'
import type { TestCluster } from '../../../testing/cluster'
import { quietLog } from '../../../testing/log'
import { startTerminal } from '../../../testing/terminal'
import { openArena, ticketsPerOrder, ticketTypeKey } from '../arena'
import { startBareClient } from '../bare-client'
import { interleavedPairs, type Pair } from '../measure'
import { startProcess } from '../processes'
import { recorded } from '../recorded'
import type { ReaderTasks } from './reader-process'
import { type Delays, delays } from './report'
import { repeatSales, type Sold, sellPlaces } from './sales'
import type { TerminalTasks } from './terminal-process'

const eventId = 'evening'
/** A sale begins this long after the one before: what is measured is the way of one sale, not a queue. */
const saleEveryMs = 30

export interface WatchOptions {
  pairs: number
  salesPerRun: number
  /** Runs of both beforehand, without a pause: code that has just been loaded is slow. */
  warmUps: number
  onPair?(pair: Pair<Delays>, index: number): void
}

/**
 * A terminal here, and a window of another terminal in a process of its own; a bare client here, and a bare watch
 * beside the window. Both pairs talk to the same two members.
 */
export async function measureWatch(cluster: TestCluster, options: WatchOptions): Promise<Pair<Delays>[]> {
  const { pairs, salesPerRun, warmUps, onPair } = options
  const namespace = cluster.freshNamespace()
  const bareNamespace = cluster.freshNamespace()
  const [here = '', there = here] = cluster.endpoints
  // At most half of it is sold: in the runs beforehand, one a pair, and the pair that does not count.
  const capacity = 2 * ticketsPerOrder * salesPerRun * (warmUps + pairs + 1)

  const sent = recorded(connect({ endpoints: [here], namespace, seed: 'here', log: quietLog }))
  await openArena(sent.connection, eventId, capacity)
  await using terminal = await startTerminal({ connection: () => sent.connection }, { id: 'T99', namespace })
  const bare = await startBareClient({ endpoint: here, namespace: bareNamespace })
  try {
    const bareHouse = cluster.connection(bareNamespace)
    bare.learn(ticketTypeKey(eventId), await openArena(bareHouse, eventId, capacity))
    await using other = startProcess<TerminalTasks>(join(import.meta.dirname, 'terminal-process.ts'))
    await using reader = startProcess<ReaderTasks>(join(import.meta.dirname, 'reader-process.ts'))
    const address = await other.ask('start', { endpoint: there, namespace })
    await reader.ask('openHouse', { address, eventId })
    await reader.ask('watch', { endpoint: there, prefix: bareNamespace })

    const toRepeat: Txn[] = []
    const ours = async (everyMs: number): Promise<Sold[]> => {
      const sold = await sellPlaces({ terminal, sent, eventId, count: salesPerRun, everyMs })
      toRepeat.push(...sold.map(({ txn }) => txn))
      return sold
    }
    const raw = (everyMs: number) => repeatSales({ bare, txns: toRepeat.splice(0, salesPerRun), everyMs })
    for (let n = 0; n < warmUps; n++) {
      await ours(0)
      // The pair that does not count begins with the bare client: it is one run behind.
      if (n > 0) await raw(0)
    }
    return await interleavedPairs(pairs, {
      ours: async () => {
        const sold = await ours(saleEveryMs)
        return delays(
          sold,
          await reader.ask(
            'seenInWindow',
            sold.map(({ place }) => place),
          ),
        )
      },
      raw: async () => {
        const sold = await raw(saleEveryMs)
        return delays(
          sold,
          await reader.ask(
            'seenBare',
            sold.map(({ place }) => place),
          ),
        )
      },
      ...(onPair && { onPair }),
    })
  } finally {
    bare.close()
  }
}
