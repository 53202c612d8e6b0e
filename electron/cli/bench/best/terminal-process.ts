import { isRefusal } from '#shared/errors/refusals'
import { connect } from '../../../cluster/connection'
import type { Connection, OpResult } from '../../../cluster/model'
import { bestOf, hallTicket } from '../../../testing/hall'
import { quietLog } from '../../../testing/log'
import { cash, newSale, startTerminal, type TestTerminal } from '../../../testing/terminal'
import { orderMinor, ticketsPerOrder, wanted } from '../arena'
import { serveTasks } from '../processes'
import { type SellOut, untilSoldOut } from '../until-sold-out'

/*
 * A process with some terminals of `bench best`: they hold and sell an event to its last place, the best seats of a hall
 * or any of a standing area.
 */

/** `best`: the best seats of a hall. `random`: any places of a standing area. */
export type Choosing = 'best' | 'random'

/** What a process's terminals did until an event was sold out. */
export interface SoldOut extends SellOut {
  orders: number
  /** Requests to hold that came back with nothing: somebody had been faster at every place they asked for. */
  conflicts: number
  /** Groups that were passed over within requests that did hold one. */
  passedOver: number
}

let tills: TestTerminal[] = []
let conflicts = 0
let passedOver = 0

/** Counts what becomes of the requests that open a basket. */
function counted(connection: Connection): Connection {
  return {
    ...connection,
    async txn(txn, options) {
      const result = await connection.txn(txn, options)
      const [first] = txn.compare
      if (!first?.key.startsWith('basket:') || first.target !== 'mod' || first.revision !== 0) return result
      const depth = result.succeeded ? depthOf(result.results) : undefined
      if (depth === undefined) conflicts++
      else passedOver += depth
      return result
    },
  }
}

/** How many groups were passed over before one was free; undefined when none was. */
function depthOf(results: readonly OpResult[], depth = 0): number | undefined {
  const [branch] = results
  if (branch?.op !== 'txn') return depth === 0 ? 0 : undefined
  return branch.succeeded ? depth : depthOf(branch.results, depth + 1)
}

async function sellOrder(till: TestTerminal, eventId: string, choosing: Choosing): Promise<boolean> {
  const { selling, seller } = till
  const sale = newSale()
  const wish = choosing === 'best' ? [bestOf(eventId, ticketsPerOrder)] : wanted(eventId)
  try {
    await selling.hold(seller, { ...sale, wanted: wish })
  } catch (error) {
    if (isRefusal(error, 'SOLD_OUT')) return false
    // So many were faster that the till gave up: the customer asks again.
    if (isRefusal(error, 'SEAT_TAKEN')) return sellOrder(till, eventId, choosing)
    throw error
  }
  const due = choosing === 'best' ? ticketsPerOrder * hallTicket.priceMinor : orderMinor
  await selling.commit(seller, { ...sale, payments: cash(due) })
  return true
}

const tasks = {
  async start({ endpoints, namespace, ids }: { endpoints: string[]; namespace: string; ids: string[] }) {
    tills = await Promise.all(
      ids.map(id => {
        const connection = counted(connect({ endpoints, namespace, seed: id, log: quietLog }))
        return startTerminal({ connection: () => connection }, { id, namespace })
      }),
    )
  },

  /** Every terminal sells one order after another until nothing is left. */
  async sellOut(input: { eventId: string; revision: number; choosing: Choosing }): Promise<SoldOut> {
    const { eventId, revision, choosing } = input
    await Promise.all(tills.map(till => till.replica.reached(revision)))
    conflicts = 0
    passedOver = 0
    const sold = await untilSoldOut(tills, till => sellOrder(till, eventId, choosing))
    return { orders: sold.latenciesMs.length, conflicts, passedOver, ...sold }
  },
}
export type BestTasks = typeof tasks

serveTasks(tasks, async () => {
  for (const till of tills) await till[Symbol.asyncDispose]()
})
