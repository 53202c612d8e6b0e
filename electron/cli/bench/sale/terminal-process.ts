import type { Txn } from '../../../cluster/model'
import { cash, newSale, type TestTerminal } from '../../../testing/terminal'
import { orderMinor, wanted } from '../arena'
import { serveTasks } from '../processes'
import { closedLoop, type Load } from './closed-loop'
import { type Arena, endTill, restock, sendAll, startTill, type Till } from './till'

/*
 * A process with some terminals of `bench sale`, and as many bare clients, which repeat in a namespace of their own
 * exactly the transactions that the terminals had carried out.
 */

/** `at-once`: found, claimed and sold in one transaction; `held`: one that holds, one that commits. */
export type Way = 'at-once' | 'held'

let tills: Till[] = []
let way: Way = 'at-once'

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
    if (options.watching) for (const { bare } of tills) await bare.watch()
  },

  /** Every terminal sells one order after another, at most `ordersAtMost` each. @returns also how many were sold. */
  async sell({ arena, forMs, ordersAtMost }: SellInput): Promise<Load & { sold: number }> {
    const { eventId, revision } = arena
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
    for (const [till, made] of done) restock(till, arena, made)
    return { ...load, sold: [...done.values()].reduce((sum, made) => sum + made.length, 0) }
  },

  /** Every bare client sends the orders that are ready for it, until the first has none left. */
  repeat: ({ forMs }: { forMs: number }): Promise<Load> =>
    closedLoop(tills, forMs, ({ bare, stock }) => {
      const order = stock.take()
      return order && sendAll(bare, order)
    }),
}

export type TerminalTasks = typeof tasks

serveTasks(tasks, async () => {
  for (const till of tills) await endTill(till)
})
