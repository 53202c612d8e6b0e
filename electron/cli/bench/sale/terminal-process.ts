import { connect } from '../../../cluster/connection'
import type { Txn } from '../../../cluster/model'
import { quietLog } from '../../../testing/log'
import { cash, newSale, startTerminal, type TestTerminal } from '../../../testing/terminal'
import { orderMinor, ticketTypeKey, wanted } from '../arena'
import { type BareClient, type Prepared, startBareClient } from '../bare-client'
import { serveTasks } from '../processes'
import { type Recorded, recorded } from '../recorded'
import { closedLoop, type Load } from './closed-loop'
import { Stock } from './stock'

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
  stock: Stock
}

/** A bare client shall not run out of orders: so many are ready for each that its terminal just sold. */
const stockFactor = 5
const stockLeast = 50
/** Longer than any bench runs. */
const leaseTtlSeconds = 3_600

let tills: Till[] = []
let way: Way = 'at-once'

async function startTill(options: StartInput, id: string): Promise<Till> {
  const { endpoints, namespace, bareNamespace, watching } = options
  const sent = recorded(connect({ endpoints, namespace, seed: id, log: quietLog }))
  const terminal = await startTerminal({ connection: () => sent.connection }, { id, namespace })
  // The member that this terminal talks to.
  const [endpoint = ''] = sent.connection.endpoints
  const bare = await startBareClient({ endpoint, namespace: bareNamespace, leaseTtlSeconds })
  if (watching) await bare.watch()
  return { terminal, sent, bare, stock: new Stock(bare) }
}

async function sellOrder({ selling, seller }: TestTerminal, eventId: string): Promise<void> {
  const { basketId, orderId } = newSale()
  const order = { orderId, wanted: wanted(eventId) }
  const payments = cash(orderMinor)
  if (way === 'at-once') {
    await selling.sellAtOnce(seller, { ...order, expectedMinor: orderMinor, payments })
    return
  }
  await selling.hold(seller, { ...order, basketId })
  await selling.commit(seller, { basketId, orderId, payments })
}

interface StartInput {
  endpoints: string[]
  namespace: string
  bareNamespace: string
  /** One terminal each. */
  ids: string[]
  way: Way
  /** Whether each bare client has a bare watch, as each terminal has its own. */
  watching: boolean
}

interface SellInput {
  arena: Arena
  forMs: number
  ordersAtMost: number
}

const tasks = {
  async start(options: StartInput): Promise<void> {
    way = options.way
    tills = await Promise.all(options.ids.map(id => startTill(options, id)))
  },

  /** Every terminal sells one order after another, at most `ordersAtMost` each. @returns also how many were sold. */
  async sell({ arena, forMs, ordersAtMost }: SellInput): Promise<Load & { sold: number }> {
    const { eventId, revision, bareRevision } = arena
    const done = new Map<Till, Txn[][]>(tills.map(till => [till, []]))
    for (const { terminal, sent } of tills) {
      await terminal.replica.reached(revision)
      sent.take()
    }
    const load = await closedLoop(tills, forMs, till => {
      const orders = done.get(till) ?? []
      if (orders.length >= ordersAtMost) return undefined
      return sellOrder(till.terminal, eventId).then(
        () => void orders.push(till.sent.take().map(({ txn }) => txn)),
      )
    })
    // Made ready here, so that no bare client has to do it while it is measured.
    for (const [{ bare, stock }, made] of done) {
      bare.learn(ticketTypeKey(eventId), bareRevision)
      for (const order of made) stock.add(order)
      stock.fill(Math.max(stockLeast, stockFactor * made.length))
    }
    return { ...load, sold: [...done.values()].reduce((sum, made) => sum + made.length, 0) }
  },

  /** Every bare client sends the orders that are ready for it, until the first has none left. */
  repeat: ({ forMs }: { forMs: number }): Promise<Load> =>
    closedLoop(tills, forMs, ({ bare, stock }) => {
      const order = stock.take()
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
