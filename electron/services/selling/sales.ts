import type { SaleReceipt, Wanted } from '#shared/contract/selling'
import { type Order, type Place, ticketsMinor } from '#shared/domain/order'
import { Refusal } from '#shared/errors/refusals'
import type { Connection } from '../../cluster/model'
import type { Log } from '../../logging/log'
import type { Replica } from '../../replica'
import type { Book } from '../book'
import { type Clock, instantOf } from '../clock'
import { choose } from './choose'
import { takenPlaces } from './conflicts'
import type { Seller } from './holding'
import type { Journal } from './journal'
import { createOrderMaker } from './make-order'
import type { OpenBaskets } from './open-baskets'
import { commitTxn, type Sale, sellAtOnceTxn } from './order-transactions'

export interface Tender {
  method: 'cash'
  amountMinor: number
  tenderedMinor: number
}

/** Turning places into paid orders. */
export interface Sales {
  commit(
    seller: Seller,
    input: { basketId: string; orderId: string; payments: Tender[] },
  ): Promise<SaleReceipt>
  sellAtOnce(
    seller: Seller,
    input: { orderId: string; wanted: Wanted[]; expectedMinor: number; payments: Tender[] },
  ): Promise<SaleReceipt>
  /** What became of an order, as a certainty: the order, or undefined once it can never be made. */
  settle(orderId: string): Promise<SaleReceipt | undefined>
}

export function createSales(options: {
  connection: Connection
  replica: Replica
  terminalId: string
  clock: Clock
  book: Book
  journal: Journal
  baskets: OpenBaskets
  random: () => number
  log: Log
}): Sales {
  const { replica, terminalId, clock, book, baskets, random } = options
  const orders = createOrderMaker(options)

  const saleOf = (
    seller: Seller,
    orderId: string,
    what: Pick<Sale, 'lines' | 'currency' | 'startedAt'>,
    payments: Tender[],
  ): Sale => {
    const dueMinor = ticketsMinor(what.lines)
    const paidMinor = payments.reduce((sum, payment) => sum + payment.amountMinor, 0)
    const short = payments.some(payment => payment.tenderedMinor < payment.amountMinor)
    if (paidMinor !== dueMinor || short) {
      const handedMinor = payments.reduce(
        (sum, payment) => sum + Math.min(payment.amountMinor, payment.tenderedMinor),
        0,
      )
      throw new Refusal('PAYMENT_WRONG', { dueMinor, paidMinor: handedMinor, currency: what.currency })
    }
    const { lines, currency, startedAt } = what
    const { username, name } = seller
    return {
      ...{ orderId, terminalId, seller: username, sellerName: name },
      ...{ startedAt, at: instantOf(clock), lines, currency, payments },
    }
  }

  return {
    commit: (seller, { basketId, orderId, payments }) =>
      orders
        .once(orderId, () =>
          baskets.withBasket(basketId, async basket => {
            const { lines, currency, openedAt: startedAt } = basket.stored
            const sale = saleOf(seller, orderId, { lines, currency, startedAt }, payments)
            const order = await orders.make(orderId, () => ({
              plan: page => commitTxn(book, page, sale, basket),
              // Order and ledger stand as they were: the basket moved, and with it every copy of this sale died.
              refused: async ([basketKv]) => ({
                refusal: baskets.moved(basket, basketKv),
                copiesAreDead: true,
              }),
            }))
            baskets.ended(basket, 'sold')
            return order
          }),
        )
        .then(receiptOf),

    sellAtOnce: (seller, { orderId, wanted, expectedMinor, payments }) => {
      const startedAt = instantOf(clock)
      const avoid: Place[] = []
      return orders
        .once(orderId, () =>
          orders.make(orderId, () => {
            const choice = choose(replica.state, wanted, {
              nowMs: clock.now(),
              taken: avoid,
              already: [],
              random,
            })
            const { lines, ticketTypes, currency } = choice
            const actualMinor = ticketsMinor(lines)
            if (actualMinor !== expectedMinor)
              throw new Refusal('PRICE_CHANGED', { expectedMinor, actualMinor, currency })
            const sale = saleOf(seller, orderId, { lines, currency, startedAt }, payments)
            return {
              plan: page => sellAtOnceTxn(book, page, sale, ticketTypes),
              async refused(read, doubtful) {
                const taken = takenPlaces(lines, read.slice(ticketTypes.length))
                if (doubtful || (taken.length > 0 && !choice.random))
                  return { refusal: new Refusal('SEAT_TAKEN', { taken }), copiesAreDead: false }
                avoid.push(...taken)
                // A ticket type may have been edited: look at it as it is now before anything is told.
                const edits = read.slice(0, ticketTypes.length).map(type => type?.modRevision ?? 0)
                await replica.reached(Math.max(0, ...edits))
                return undefined
              },
            }
          }),
        )
        .then(receiptOf)
    },

    settle: async orderId => {
      const order = await orders.settle(orderId)
      return order && receiptOf(order)
    },
  }
}

/** What the cashier is told of an order: what it says, and the change. */
export function receiptOf(order: Order): SaleReceipt {
  const changeMinor = order.payments.reduce(
    (sum, p) => sum + (p.tenderedMinor ?? p.amountMinor) - p.amountMinor,
    0,
  )
  return { order, changeMinor }
}
