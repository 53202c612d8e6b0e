import type { Etcd3 } from 'etcd3'
import { newId } from '#shared/domain/ids'
import { ticketsPerOrder } from '../arena'

/*
 * Two ways to sell from a count of what is left, with nothing of an application around them: no journal, no audit
 * record, no picture of the house, and no place that is anybody's. What is left is one key, what is sold another each.
 */

/** What became of one customer's wish. */
export interface Served {
  /** False when the count says that not enough is left. */
  sold: boolean
  /** How often the sale was sent. */
  tries: number
}

/** The keys of one event. */
export const countKey = (event: string) => `${event}ticket`
export const purchasePrefix = (event: string) => `${event}purchase:`

/** TickETCD's ticket, as far as it is counted. */
const ticketText = (quantity: number) => JSON.stringify({ current_quantity: quantity, price: 15 })
const purchaseText = () =>
  JSON.stringify([{ date: new Date().toISOString(), tickets: [{ type: 'pink', quantity: ticketsPerOrder }] }])

/** @returns how many are left by the text of the count. */
export function quantityOf(text: string | null): number {
  const quantity: unknown = text === null ? undefined : JSON.parse(text).current_quantity
  if (typeof quantity !== 'number') throw new Error(`Nothing is left or sold by the count ${text}`)
  return quantity
}

export async function openCount(client: Etcd3, event: string, places: number): Promise<void> {
  await client.put(countKey(event)).value(ticketText(places))
}

/** TickETCD's: reads what is left, writes what will be, and then the purchase. Nothing is compared. */
export async function getThenPut(client: Etcd3, event: string): Promise<Served> {
  const left = quantityOf(await client.get(countKey(event)).string())
  if (left < ticketsPerOrder) return { sold: false, tries: 0 }
  await client.put(countKey(event)).value(ticketText(left - ticketsPerOrder))
  await client.put(purchasePrefix(event) + newId()).value(purchaseText())
  return { sold: true, tries: 1 }
}

/** A counter with compare-and-swap, at its best: whoever was too late gets what is left now with the refusal. */
export async function compareAndSwap(client: Etcd3, event: string): Promise<Served> {
  const key = countKey(event)
  let text = await client.get(key).string()
  for (let tries = 0; ; tries++) {
    const left = quantityOf(text)
    if (left < ticketsPerOrder) return { sold: false, tries }
    const answer = await client
      .if(key, 'Value', '==', text ?? '')
      .then(
        client.put(key).value(ticketText(left - ticketsPerOrder)),
        client.put(purchasePrefix(event) + newId()).value(purchaseText()),
      )
      .else(client.get(key))
      .commit()
    if (answer.succeeded) return { sold: true, tries: tries + 1 }
    text = answer.responses[0]?.response_range?.kvs[0]?.value.toString() ?? null
  }
}
