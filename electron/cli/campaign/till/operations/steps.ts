import { newId } from '#shared/domain/ids'
import type { Order } from '#shared/domain/order'
import { Refusal } from '#shared/errors/refusals'
import type { KeyValue } from '../../../../cluster/model'
import { keyspace } from '../../../../keyspace'
import type { StepId } from '../../../../services/selling/changes'
import { remember, type Sold, type Window } from '../window'

export const hasSold = ({ sold }: Window) => sold.some(({ lines }) => lines.length > 0)
export const aSale = ({ sold, random }: Window): Sold =>
  random.pick(sold.filter(({ lines }) => lines.length > 0))

/** How many orders are looked at, for one that something can be done with. */
const lookedAt = 12

/** One of the orders, of any till, that were begun right after one of this window's: ids sort by time. */
export async function recentOrder(
  { terminal, sold, random }: Window,
  isWanted: (order: Order) => boolean,
): Promise<Order | undefined> {
  if (sold.length === 0) return undefined
  const { kvs } = await terminal.connection
    .range(`order:${random.pick(sold).order.orderId}`, 'order;', { limit: lookedAt })
    .catch((): { kvs: KeyValue[] } => ({ kvs: [] }))
  const orders = kvs.map(kv => keyspace.order.read(kv)).filter(order => order.status !== 'abandoned')
  return random.shuffled(orders.filter(isWanted))[0]
}

/** A step on an order, sent again or asked about when its outcome was not told. */
export async function change(
  window: Window,
  operation: string,
  orderId: string,
  work: (step: StepId) => Promise<Order>,
): Promise<'ok' | 'refused' | 'unknown' | 'broken'> {
  const { terminal, recorder } = window
  const step: StepId = { orderId, operationId: newId() }
  const subject = { does: 'change-order', ...step } as const
  const tryIt = async (name: string, how: () => Promise<Order>) => {
    const told = await recorder.attempt(name, subject, how)
    if (told.outcome === 'ok') note(window, told.value)
    if (told.outcome === 'unknown')
      window.unsettled.push({
        again: async () => void (await tryIt(operation, () => work(step))),
        settle: async () => void (await tryIt('settle a step', settled)),
      })
    return told.outcome
  }
  const settled = async () => {
    const order = await terminal.selling.settleStep(step)
    if (!order) throw new Refusal('ORDER_ABANDONED', { orderId })
    return order
  }
  return tryIt(operation, () => work(step))
}

/** What this window can still do something with: the tickets whose money is here. */
function note(window: Window, order: Order): void {
  const isBack = (line: Order['lines'][number]) =>
    order.refunds.some(({ lines }) =>
      lines.some(
        ({ eventId, areaId, slot }) =>
          eventId === line.eventId && areaId === line.areaId && slot === line.slot,
      ),
    )
  const lines =
    order.status === 'sold' || order.status === 'paying' ? order.lines.filter(line => !isBack(line)) : []
  remember(window, order, lines)
}
