import { z } from 'zod'
import { create } from 'zustand'
import { refundMethod, tender } from '#shared/contract/tender'
import { id, newId } from '#shared/domain/ids'
import { amountMinor, currency } from '#shared/domain/money'
import { type Order, paymentMethod, place, type TicketLine } from '#shared/domain/order'
import { isSamePlace, keptLines } from '#shared/domain/order-rules'
import { terminal } from '../transport'
import { followFeed } from './follow-feed'
import { feedRefused } from './session'

/** Epoch milliseconds. */
const epochMs = z.number()

/** How the difference of an exchange is settled: what is paid, or where it goes back to. */
const settlement = z.object({ payments: z.array(tender), to: refundMethod })
export type Settlement = z.infer<typeof settlement>

/**
 * Where an exchange stands. `waiting`: for the counter to be free of the customer before. `card`: the device is asked
 * for what is due, or has charged it. While it is `sending` or `checking` nobody knows whether it was done.
 */
const stands = z.discriminatedUnion('is', [
  z.object({ is: z.literal('waiting') }),
  z.object({ is: z.literal('choosing') }),
  z.object({ is: z.literal('card'), settlement, charged: z.boolean() }),
  z.object({ is: z.literal('sending'), settlement, sentAt: epochMs }),
  z.object({
    ...{ is: z.literal('checking'), settlement, sentAt: epochMs, tries: z.number() },
    nextTryAt: epochMs.optional(),
  }),
])
export type ExchangeStands = z.infer<typeof stands>

const kept = z.object({
  orderId: id,
  number: z.string(),
  /** Drawn when it begins, and kept through every try of it. */
  operationId: id,
  /** The tickets that come back. */
  places: z.array(place),
  stands,
})

/** Tickets of one order that are being exchanged at this page's counter, and the order as it stands, live. */
export interface Exchange extends z.infer<typeof kept> {
  /** Undefined after a reload, until it is read. */
  order: Order | undefined
}

/** What an exchange that was made leaves to be done with the money. */
const exchanged = z.object({
  ...{ orderId: id, number: z.string(), tickets: z.number(), currency },
  differenceMinor: z.number(),
  changeMinor: amountMinor,
  /** How the difference goes back, where it does. */
  back: paymentMethod.optional(),
  /** Its answer had been lost, and it was found out later that it was made. */
  checked: z.boolean(),
})
export type Exchanged = z.infer<typeof exchanged>

export interface ExchangeState {
  exchange: Exchange | undefined
  /** The one before, until the next sale. */
  done: Exchanged | undefined
  /** Somebody else changed the order so that nothing was left to exchange. */
  overtaken: { number: string } | undefined
}

const remembered = z.object({ exchange: kept.optional(), done: exchanged.optional() })
const storageName = 'ticketcd.exchange'

/** The exchange of this page: begun on an order's page, carried out at the counter, and kept through a reload. */
export const useExchange = create<ExchangeState>(recall)

useExchange.subscribe(({ exchange, done }) => {
  const { order: _order, ...plain } = exchange ?? {}
  const text = JSON.stringify({ ...(exchange && { exchange: plain }), ...(done && { done }) })
  sessionStorage.setItem(storageName, text)
})

function recall(): ExchangeState {
  const nothing = { exchange: undefined, done: undefined, overtaken: undefined }
  try {
    const { exchange, done } = remembered.parse(JSON.parse(sessionStorage.getItem(storageName) ?? '{}'))
    return {
      ...nothing,
      done,
      exchange: exchange && { ...exchange, stands: interrupted(exchange.stands), order: undefined },
    }
  } catch {
    // Nothing this version understands: the terminal settles its steps by itself.
    return nothing
  }
}

/** One that was being sent when the page went away is one whose answer was lost. */
function interrupted(before: ExchangeStands): ExchangeStands {
  if (before.is !== 'sending') return before
  return { ...before, is: 'checking', tries: 0 }
}

/** The exchange that the counter is working on; one that waits for the customer before is not. */
export function exchangeInForce({ exchange }: ExchangeState): Exchange | undefined {
  return exchange?.stands.is === 'waiting' ? undefined : exchange
}

/** Whether another exchange may take its place: no money of it is on its way. */
export function mayLeave({ stands: { is } }: Exchange): boolean {
  return is === 'waiting' || is === 'choosing'
}

/** Begins to exchange these tickets of an order. @returns false while another one is being paid or checked */
export function beginExchange(order: Order, lines: readonly TicketLine[]): boolean {
  const { exchange } = useExchange.getState()
  if (exchange && !mayLeave(exchange)) return false
  const { orderId, number } = order
  const places = lines.map(({ eventId, areaId, slot }) => ({ eventId, areaId, slot }))
  const next = { orderId, number, operationId: newId(), places, order, stands: { is: 'waiting' as const } }
  useExchange.setState({ exchange: next, done: undefined, overtaken: undefined })
  return true
}

/** The tickets that come back, as the order has them. */
export function givenLines({ order, places }: Pick<Exchange, 'order' | 'places'>): TicketLine[] {
  return order ? keptLines(order).filter(line => places.some(own => isSamePlace(own, line))) : []
}

/** Keeps the order of the exchange as it stands. */
export function followExchange(): () => void {
  let following: string | undefined
  let stop = () => {}
  const follow = ({ exchange }: ExchangeState) => {
    if (exchange?.orderId === following) return
    stop()
    following = exchange?.orderId
    if (following !== undefined) stop = followOrder(following)
  }
  const unsubscribe = useExchange.subscribe(follow)
  follow(useExchange.getState())
  return () => {
    unsubscribe()
    stop()
  }
}

function followOrder(orderId: string): () => void {
  return followFeed({
    open: (_resume, signal) => terminal.orders.view({ orderId }, { signal }),
    onSnapshot: ({ order }) => useExchange.setState(state => withOrder(state, order)),
    onChange: ({ order }) => useExchange.setState(state => withOrder(state, order)),
    onRefused: feedRefused,
  })
}

/** What the order is now. Tickets that it has no more, by somebody else's hand, are not exchanged either. */
export function withOrder(state: ExchangeState, order: Order): Partial<ExchangeState> {
  const { exchange } = state
  if (exchange?.orderId !== order.orderId) return {}
  // While it is sent or checked, they may be gone by its own doing.
  if (!mayLeave(exchange)) return { exchange: { ...exchange, order } }
  const left = order.status === 'sold' ? givenLines({ ...exchange, order }) : []
  if (left.length === 0) return { exchange: undefined, overtaken: { number: order.number } }
  const places = exchange.places.filter(own => left.some(line => isSamePlace(line, own)))
  return { exchange: { ...exchange, order, places } }
}
