import { connect } from '../../../cluster/connection'
import type { Txn } from '../../../cluster/model'
import { quietLog } from '../../../testing/log'
import { cash, newSale, startTerminal, type TestTerminal } from '../../../testing/terminal'
import { placeMinor, places, ticketsPerOrder, ticketTypeKey } from '../arena'
import { serveTasks } from '../processes'
import { type BareClient, type Prepared, startBareClient } from './bare-client'
import { closedLoop, type Load } from './closed-loop'
import { type Recorded, recorded } from './recorded'

/*
 * A process with some terminals of `bench sale`, and as many bare clients, which repeat in a namespace of their own
 * exactly the transactions that the terminals had carried out.
 */

/** `at-once`: found, claimed and sold in one transaction; `held`: one that holds, one that commits. */
export type Way = 'at-once' | 'held'

/** An event of both namespaces: who sells what there is asked of. */
export interface Arena {
  eventId: string
  /** When it was opened in the terminals' namespace. */
  revision: number
  /** The same in the bare clients'. */
  bareRevision: number
}

interface Till {
  terminal: TestTerminal
  sent: Recorded
  bare: BareClient
  /** What the bare client has still to repeat: the transactions of one order after another. */
  orders: Record<Way, Prepared[][]>
}

/** Longer than any bench runs. */
const leaseTtlSeconds = 3_600

let tills: Till[] = []

async function startTill(options: StartInput, id: string): Promise<Till> {
  const { endpoints, namespace, bareNamespace } = options
  const sent = recorded(connect({ endpoints, namespace, seed: id, log: quietLog }))
  const terminal = await startTerminal({ connection: () => sent.connection }, { id, namespace })
  // The member that this terminal talks to.
  const [endpoint = ''] = sent.connection.endpoints
  const bare = await startBareClient({ endpoint, namespace: bareNamespace, leaseTtlSeconds })
  return { terminal, sent, bare, orders: { 'at-once': [], held: [] } }
}

async function sellOrder({ selling, seller }: TestTerminal, eventId: string, way: Way): Promise<void> {
  const { basketId, orderId } = newSale()
  const wanted = places(eventId, ticketsPerOrder)
  const expectedMinor = placeMinor * ticketsPerOrder
  const payments = cash(expectedMinor)
  if (way === 'at-once') {
    await selling.sellAtOnce(seller, { orderId, wanted, expectedMinor, payments })
    return
  }
  await selling.hold(seller, { basketId, orderId, wanted })
  await selling.commit(seller, { basketId, orderId, payments })
}

interface StartInput {
  endpoints: string[]
  namespace: string
  bareNamespace: string
  /** One terminal each. */
  ids: string[]
}

interface SellInput {
  arena: Arena
  way: Way
  forMs: number
  ordersAtMost: number
}

const tasks = {
  async start(options: StartInput): Promise<void> {
    tills = await Promise.all(options.ids.map(id => startTill(options, id)))
  },

  /** Every terminal sells one order after another, at most `ordersAtMost` each. @returns also how many were sold. */
  async sell(input: SellInput): Promise<Load & { sold: number }> {
    const { arena, way, forMs, ordersAtMost } = input
    const { eventId, revision, bareRevision } = arena
    const done = new Map<Till, Txn[][]>(tills.map(till => [till, []]))
    for (const { terminal, sent } of tills) {
      await terminal.replica.reached(revision)
      sent.take()
    }
    const load = await closedLoop(tills, forMs, till => {
      const orders = done.get(till) ?? []
      if (orders.length >= ordersAtMost) return undefined
      return sellOrder(till.terminal, eventId, way).then(() => void orders.push(till.sent.take()))
    })
    // Made ready here, so that no bare client has to do it while it is measured.
    for (const [{ bare, orders }, made] of done) {
      bare.learn(ticketTypeKey(eventId), bareRevision)
      for (const txns of made) orders[way].push(txns.map(bare.prepare))
    }
    return { ...load, sold: [...done.values()].reduce((sum, made) => sum + made.length, 0) }
  },

  /** Every bare client repeats the orders of its terminal, until the first has none left. */
  repeat: ({ way, forMs }: { way: Way; forMs: number }): Promise<Load> =>
    closedLoop(tills, forMs, ({ bare, orders }) => {
      const order = orders[way].shift()
      return order && sendAll(bare, order)
    }),
}

async function sendAll(bare: BareClient, order: readonly Prepared[]): Promise<void> {
  for (const prepared of order) await bare.send(prepared)
}

export type TerminalTasks = typeof tasks

serveTasks(tasks, async () => {
  for (const { terminal, bare } of tills) {
    bare.close()
    await terminal[Symbol.asyncDispose]()
  }
})
