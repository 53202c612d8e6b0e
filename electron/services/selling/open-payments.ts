import { slotState } from '#shared/domain/occupancy'
import type { Order } from '#shared/domain/order'
import { askedCard } from '#shared/domain/order-rules'
import type { Connection } from '../../cluster/model'
import { keyspace } from '../../keyspace'
import { type Replica, stateOf } from '../../replica'
import type { Book } from '../book'

/** Orders that wait for the last word of a device which this terminal asked: its own, and those that stand. */
export interface OpenPayments {
  list(): Order[]
  /** How an order stands after a step that this terminal carried out. */
  note(order: Order): void
  /**
   * Finds those of an earlier life in the cluster, which is the one that knows: a journal does not say what another
   * terminal has settled meanwhile. Call it when the picture is whole.
   */
  find(): Promise<void>
  close(): void
}

/** How many orders are read at the same time. */
const readAtOnce = 32

/** @param onChange called when the list is another one */
export function createOpenPayments(options: {
  connection: Connection
  replica: Replica
  book: Book
  terminalId: string
  onChange: () => void
}): OpenPayments {
  const { connection, replica, book, terminalId, onChange } = options
  const open = new Map<string, Order>()

  const keep = (order: Order) => {
    const isOwn = order.status === 'paying' && order.terminalId === terminalId
    if (isOwn || askedCard(order)?.askedAt === terminalId) open.set(order.orderId, order)
    else return open.delete(order.orderId)
    return true
  }

  /** Whether the picture still shows the order's first place as kept for it; a supervisor elsewhere may have settled it. */
  const isShownKept = ({ status, lines: [line] }: Order) => {
    if (status !== 'paying') return true
    const area = line && replica.state.houses.get(line.eventId)?.areas.get(line.areaId)
    return !area || stateOf(area.claims, line.slot) === slotState.reserved
  }

  const lookAgain = async (order: Order) => {
    const kv = await connection.get(keyspace.order.key(order.orderId))
    const decoded = kv && keyspace.order.decode(kv.value)
    if (!decoded?.ok || decoded.value.status === 'abandoned' || !open.has(order.orderId)) return
    keep(decoded.value)
    onChange()
  }

  const stopWatching = replica.onChange(() => {
    // A picture that cannot be had now is looked at again with the next change.
    for (const order of open.values()) if (!isShownKept(order)) lookAgain(order).catch(() => {})
  })

  return {
    list: () => [...open.values()].sort((one, other) => one.startedAt.localeCompare(other.startedAt)),
    note(order) {
      if (keep(order)) onChange()
    },
    async find() {
      // Their claims say so in the first picture, which does not read orders; those with an end are reservations.
      const kept = [...replica.state.reservations].flatMap(([key, ends]) => (ends ? [] : [key]))
      const { asked = [] } = (await book.page()).ledger
      const keys = [...kept, ...asked.map(orderId => keyspace.order.key(orderId))]
      for (let from = 0; from < keys.length; from += readAtOnce) {
        const some = keys.slice(from, from + readAtOnce)
        for (const kv of await Promise.all(some.map(key => connection.get(key)))) {
          const decoded = kv && keyspace.order.decode(kv.value)
          if (decoded?.ok && decoded.value.status !== 'abandoned') keep(decoded.value)
        }
      }
    },
    close: stopWatching,
  }
}
