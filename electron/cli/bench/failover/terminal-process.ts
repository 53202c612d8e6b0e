import { setTimeout as pause } from 'node:timers/promises'
import { isRefusal } from '#shared/errors/refusals'
import { ClusterFailure } from '../../../cluster/model'
import { cash, newSale, type TestTerminal } from '../../../testing/terminal'
import { orderMinor, wanted } from '../arena'
import { sharedNow } from '../clock'
import { serveTasks } from '../processes'
import { type Arena, endTill, restock, sendAll, startTill, type Till } from '../sale/till'
import { tunedClient } from './tuned-client'

/*
 * A process with some terminals of `bench failover`, and as many bare clients that are tuned as they are. Either all
 * terminals sell, or all bare clients repeat what they sold, until they are told to stop.
 */

export type Side = 'ours' | 'raw'

/** What was sold since the load began. */
export interface Sold {
  /** When each order was acknowledged, on the clock that all processes share. */
  at: number[]
  /** Of the terminals' orders. */
  orderIds: string[]
}

/** Between two customers: shorter than any gap that matters, and long enough for the store not to grow with the load. */
const thinkMs = 25
/** More than a bare client can send while one leader is away. */
const stockLeast = 500
/** As a terminal that sends again. */
const retryPauseMs = 100

let tills: Till[] = []
let clients: { close(): void }[] = []
let stopping = false
let work: Promise<void>[] = []
let sold: Sold = { at: [], orderIds: [] }
let arena: Arena

/** Asks for the same order until it is sold, as the page does for the customer who waits. */
async function sellSurely({ selling, seller }: TestTerminal, eventId: string): Promise<string> {
  let { orderId } = newSale()
  for (;;) {
    try {
      const sale = { orderId, wanted: wanted(eventId), expectedMinor: orderMinor }
      await selling.sellAtOnce(seller, { ...sale, payments: cash(orderMinor) })
      return orderId
    } catch (error) {
      if (isRefusal(error, 'ORDER_ABANDONED')) orderId = newSale().orderId
      else if (error instanceof ClusterFailure) await pause(retryPauseMs)
      else if (!isRefusal(error, 'SEAT_TAKEN')) throw error
    }
  }
}

async function sell(till: Till): Promise<void> {
  const { terminal, sent } = till
  await terminal.replica.reached(arena.revision)
  sent.take()
  const made = []
  while (!stopping) {
    sold.orderIds.push(await sellSurely(terminal, arena.eventId))
    sold.at.push(sharedNow())
    // Of one whose first answer was lost nothing is known to have been carried out.
    const txns = sent.take().map(({ txn }) => txn)
    if (txns.length > 0) made.push(txns)
    await pause(thinkMs)
  }
  restock(till, arena, made, stockLeast)
}

async function repeat({ bare, stock }: Till): Promise<void> {
  while (!stopping) {
    const order = stock.take()
    if (!order) throw new Error('A bare client has nothing left to send')
    await sendAll(bare, order)
    sold.at.push(sharedNow())
    await pause(thinkMs)
  }
}

const tasks = {
  async start(options: { endpoints: string[]; namespace: string; bareNamespace: string; ids: string[] }) {
    const transactOver = (endpoints: readonly string[]) => {
      const client = tunedClient(endpoints)
      clients.push(client)
      return client.transact
    }
    tills = await Promise.all(options.ids.map(id => startTill(options, id, transactOver)))
  },

  async begin(input: { side: Side; arena: Arena }): Promise<void> {
    arena = input.arena
    stopping = false
    sold = { at: [], orderIds: [] }
    work = tills.map(input.side === 'ours' ? sell : repeat)
    // Whoever ends the load is told of it.
    for (const each of work) each.catch(() => {})
  },

  /** @throws what ended a client before its time. */
  async end(): Promise<Sold> {
    stopping = true
    await Promise.all(work)
    return sold
  },
}
export type FailoverTasks = typeof tasks

serveTasks(tasks, async () => {
  for (const client of clients) client.close()
  clients = []
  for (const till of tills) await endTill(till)
})
