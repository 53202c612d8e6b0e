import { setTimeout as pause } from 'node:timers/promises'
import type { Txn } from '../../../cluster/model'
import { keyspace } from '../../../keyspace'
import { cash, newSale, type TestTerminal } from '../../../testing/terminal'
import { orderMinor, wanted } from '../arena'
import type { BareClient } from '../bare-client'
import { sharedNow } from '../clock'
import type { Recorded } from '../recorded'

/** One sale that is on its way to where it is seen. Times are of the clock all processes share. */
export interface Sold {
  txn: Txn
  /** When whoever sells began. */
  begunAt: number
  /** When the transaction was sent. */
  sentAt: number
  /** The key of a place that was sold. */
  place: string
}

/** A terminal sells `count` orders at once, one after another. */
export async function sellPlaces(options: {
  terminal: TestTerminal
  sent: Recorded
  eventId: string
  count: number
  everyMs: number
}): Promise<Sold[]> {
  const { terminal, sent, eventId, count, everyMs } = options
  const { selling, seller } = terminal
  const sold: Sold[] = []
  for (let n = 0; n < count; n++) {
    const order = { orderId: newSale().orderId, wanted: wanted(eventId), expectedMinor: orderMinor }
    sent.take()
    const rest = pause(everyMs)
    const begunAt = sharedNow()
    await selling.sellAtOnce(seller, { ...order, payments: cash(orderMinor) })
    for (const { txn, at: sentAt } of sent.take()) sold.push({ txn, begunAt, sentAt, place: placeOf(txn) })
    await rest
  }
  return sold
}

/** A bare client makes the same transactions, one after another. */
export async function repeatSales(options: {
  bare: BareClient
  txns: readonly Txn[]
  everyMs: number
}): Promise<Sold[]> {
  const { bare, txns, everyMs } = options
  const sold: Sold[] = []
  for (const txn of txns) {
    const prepared = bare.prepare(txn)
    const rest = pause(everyMs)
    const begunAt = sharedNow()
    await bare.send(prepared)
    sold.push({ txn, begunAt, sentAt: begunAt, place: placeOf(txn) })
    await rest
  }
  return sold
}

function placeOf(txn: Txn): string {
  const claim = txn.success.find(op => op.op === 'put' && op.key.startsWith(keyspace.claim.prefix()))
  if (claim?.op !== 'put') throw new Error('A sale without a claim')
  return claim.key
}
