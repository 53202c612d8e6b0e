import { connect } from '../../../cluster/connection'
import type { Txn } from '../../../cluster/model'
import { quietLog } from '../../../testing/log'
import { startTerminal, type TestTerminal } from '../../../testing/terminal'
import { ticketTypeKey } from '../arena'
import { type BareClient, type Prepared, startBareClient, type Transact } from '../bare-client'
import { type Recorded, recorded } from '../recorded'
import { Stock } from './stock'

/** A terminal, and beside it a bare client that makes the same transactions in a namespace of its own. */
export interface Till {
  terminal: TestTerminal
  sent: Recorded
  bare: BareClient
  stock: Stock
}

/** An event of both namespaces: who sells what there is asked of. */
export interface Arena {
  eventId: string
  /** When it was opened in the terminals' namespace. */
  revision: number
  /** The same in the bare clients'. */
  bareRevision: number
}

/** A bare client shall not run out of orders: so many are ready for each that its terminal just sold. */
const stockFactor = 5

/** @param transactOver how the bare client sends, given the members in the terminal's order; else to the first, once */
export async function startTill(
  options: { endpoints: string[]; namespace: string; bareNamespace: string },
  id: string,
  transactOver?: (endpoints: readonly string[]) => Transact,
): Promise<Till> {
  const { endpoints, namespace, bareNamespace } = options
  const sent = recorded(connect({ endpoints, namespace, seed: id, log: quietLog }))
  const terminal = await startTerminal({ connection: () => sent.connection }, { id, namespace })
  // The member that this terminal talks to.
  const [endpoint = ''] = sent.connection.endpoints
  const transact = transactOver?.(sent.connection.endpoints)
  const bare = await startBareClient({ endpoint, namespace: bareNamespace, transact })
  return { terminal, sent, bare, stock: new Stock(bare) }
}

/**
 * Makes ready what the bare client will send, from what its terminal `made`, so that it need not while it is measured.
 * @param least so many are ready then, if so many can be made
 */
export function restock(
  { bare, stock }: Till,
  { eventId, bareRevision }: Arena,
  made: Txn[][],
  least = 50,
): void {
  bare.learn(ticketTypeKey(eventId), bareRevision)
  for (const order of made) stock.add(order)
  stock.fill(Math.max(least, stockFactor * made.length))
}

export async function sendAll(bare: BareClient, order: readonly Prepared[]): Promise<void> {
  for (const prepared of order) await bare.send(prepared)
}

export async function endTill({ terminal, bare }: Till): Promise<void> {
  bare.close()
  await terminal[Symbol.asyncDispose]()
}
