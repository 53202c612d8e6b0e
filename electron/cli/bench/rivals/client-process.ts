import type { Etcd3 } from 'etcd3'
import { isRefusal } from '#shared/errors/refusals'
import { connect } from '../../../cluster/connection'
import type { Connection } from '../../../cluster/model'
import { keyspace } from '../../../keyspace'
import { quietLog } from '../../../testing/log'
import { cash, newSale, startTerminal, type TestTerminal } from '../../../testing/terminal'
import { orderMinor, wanted } from '../arena'
import { bareEtcd } from '../bare-client'
import { serveTasks } from '../processes'
import { type SellOut, untilSoldOut } from '../until-sold-out'
import { compareAndSwap, getThenPut } from './ways'

/* A process with some terminals of `bench rivals`, and beside each a bare client, which sells in its rivals' ways. */

/** `ours`: claims, order and ledger in one transaction, with everything that the application does around it. */
export type Way = 'ours' | 'counter' | 'getThenPut'

interface Seller {
  terminal: TestTerminal
  client: Etcd3
}

let sellers: Seller[] = []
/** How often an order was sent: by the terminals, and by the others. */
let tries = 0

/** Counts the transactions that would make an order. */
function counted(connection: Connection): Connection {
  const order = keyspace.order.prefix()
  return {
    ...connection,
    txn(txn, options) {
      if (txn.compare.some(({ key, target }) => target === 'create' && key.startsWith(order))) tries++
      return connection.txn(txn, options)
    },
  }
}

async function sellAtOnce({ selling, seller }: TestTerminal, eventId: string): Promise<boolean> {
  const sale = { orderId: newSale().orderId, wanted: wanted(eventId), expectedMinor: orderMinor }
  for (;;) {
    try {
      await selling.sellAtOnce(seller, { ...sale, payments: cash(orderMinor) })
      return true
    } catch (error) {
      if (isRefusal(error, 'SOLD_OUT')) return false
      // So many were faster that the till gave up: the customer asks again.
      if (!isRefusal(error, 'SEAT_TAKEN')) throw error
    }
  }
}

const tasks = {
  async start({ endpoints, namespace, ids }: { endpoints: string[]; namespace: string; ids: string[] }) {
    sellers = await Promise.all(
      ids.map(async id => {
        const connection = counted(connect({ endpoints, namespace, seed: id, log: quietLog }))
        const terminal = await startTerminal({ connection: () => connection }, { id, namespace })
        // Through the member that this terminal talks to.
        const [endpoint = ''] = connection.endpoints
        return { terminal, client: bareEtcd(endpoint) }
      }),
    )
  },

  /** Sells an event out, or as far as it comes in `forMs`. `event` is its id, or what the count's keys begin with. */
  async sellOut(input: {
    way: Way
    event: string
    revision: number
    forMs: number
  }): Promise<SellOut & { tries: number }> {
    const { way, event, forMs } = input
    if (way === 'ours') await Promise.all(sellers.map(each => each.terminal.replica.reached(input.revision)))
    tries = 0
    const bare = way === 'counter' ? compareAndSwap : getThenPut
    const sellOne = async ({ terminal, client }: Seller) => {
      if (way === 'ours') return sellAtOnce(terminal, event)
      const served = await bare(client, event)
      tries += served.tries
      return served.sold
    }
    const sold = await untilSoldOut(sellers, sellOne, forMs)
    return { ...sold, tries }
  },
}
export type RivalTasks = typeof tasks

serveTasks(tasks, async () => {
  for (const { terminal, client } of sellers) {
    client.close()
    await terminal[Symbol.asyncDispose]()
  }
})
