import type { SaleReceipt, Wanted } from '#shared/contract/selling'
import { charged } from '#shared/domain/charges'
import type { InvoiceBuyer } from '#shared/domain/invoice'
import type { Order, Place, TicketLine } from '#shared/domain/order'
import { isSamePlace, owedMinor, type Priced } from '#shared/domain/order-rules'
import { isRefusal, Refusal } from '#shared/errors/refusals'
import type { Connection } from '../../cluster/model'
import type { Log } from '../../logging/log'
import { houseCharges, type Replica } from '../../replica'
import type { Book } from '../book'
import { type Clock, instantOf } from '../clock'
import { createSpread } from './best'
import { giftsSpent } from './changes/gifts'
import type { Other } from './changes/order-step'
import { requireAhead } from './changes/reservations'
import { requirePaid, type Tender } from './changes/tenders'
import { discounted } from './changes/vouchers'
import { choose } from './choose'
import { takenPlaces } from './conflicts'
import { houseClockMs } from './house-clock'
import type { Journal } from './journal'
import { createOrderMaker } from './make-order'
import type { OpenBaskets } from './open-baskets'
import { commitTxn, type Making, type Sale, sellAtOnceTxn } from './order-transactions'
import type { Seller } from './seller'
import { isPictureWhole } from './sold-out'

/** How often a house that seems sold out is looked at anew. */
const soldOutTries = 8

/** What makes a basket an order; `vouchers` are codes. */
interface FromBasket {
  basketId: string
  orderId: string
  buyer?: string | undefined
  vouchers?: string[] | undefined
}

/** Turning places into orders. */
export interface Sales {
  commit(seller: Seller, input: FromBasket & { payments: Tender[] }): Promise<SaleReceipt>
  /** What a basket costs with these vouchers; nothing is spent. */
  quote(input: {
    basketId: string
    vouchers: string[]
  }): Promise<Pick<Order, 'discounts' | 'fees' | 'taxes' | 'totalMinor'>>
  /** Keeps a basket's places for whoever comes to pay and fetch them, until `until`. */
  reserve(
    seller: Seller,
    input: FromBasket & { until: string; customerName?: string | undefined },
  ): Promise<SaleReceipt>
  /** Keeps a basket's places for whoever pays the invoice that this issues, however long that takes. */
  invoice(seller: Seller, input: FromBasket & { to: InvoiceBuyer; dueAt: string }): Promise<SaleReceipt>
  /** Takes a basket's places off their lease while a device outside the drawer takes the money. */
  beginPayment(seller: Seller, input: FromBasket & { payments: Tender[] }): Promise<SaleReceipt>
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
  const { connection, replica, terminalId, clock, book, baskets, random } = options
  const orders = createOrderMaker(options)
  const spread = createSpread()
  /** A till whose clock is off sells what the others do, for as long as they do. */
  const houseNow = () => houseClockMs(replica.state.presences, clock.now())

  const saleOf = (
    { username, name }: Seller,
    orderId: string,
    what: Pick<
      Sale,
      'lines' | 'currency' | 'startedAt' | 'buyer' | 'making' | 'discounts' | 'charges' | 'others'
    >,
  ): Sale => ({
    ...{ orderId, terminalId, seller: username, sellerName: name },
    ...{ at: instantOf(clock), ...what },
  })

  /** What these tickets cost with what the house puts on them now. */
  const priced = (tickets: Priced & { currency: string }) => {
    const charges = houseCharges(replica.state)
    const { fees, taxes } = charged(tickets, charges)
    return { charges, fees, taxes, totalMinor: owedMinor({ ...tickets, fees }) }
  }

  /** A gift card beside a device's payment is taken at once: nobody else spends it until the device's last word. */
  const spend = (making: Making, currency: string) =>
    making.status === 'reserved' ? Promise.resolve([]) : giftsSpent(connection, making.payments, currency)

  /** Makes the order of a basket. The same order asked for with another basket is refused: it was made already. */
  const makeOrderOf = (
    seller: Seller,
    { basketId, orderId, buyer, vouchers = [] }: FromBasket,
    making: Making,
  ): Promise<SaleReceipt> =>
    orders
      .once(
        orderId,
        () =>
          baskets.withBasket(basketId, async basket => {
            const { lines, currency, openedAt: startedAt } = basket.stored
            const what = { lines, currency, startedAt, buyer, making }
            const besides = async () => {
              const { discounts, others } = await discounted(connection, vouchers, lines, houseNow())
              const { charges, totalMinor } = priced({ currency, lines, discounts })
              if (making.status !== 'reserved') requirePaid(making.payments, totalMinor, currency)
              return { discounts, charges, others: [...others, ...(await spend(making, currency))] }
            }
            let beside = await besides()
            const order = await orders.make(orderId, () => ({
              plan: page => commitTxn(book, page, saleOf(seller, orderId, { ...what, ...beside }), basket),
              async refused([basketKv]) {
                // Order and ledger stand as they were. If the basket moved, every copy of this try died with it.
                if ((basketKv?.modRevision ?? 0) !== basket.modRevision)
                  return { refusal: baskets.moved(basket, basketKv), copiesAreDead: true }
                beside = await besides()
                return undefined
              },
            }))
            if (!isOf(order, lines)) throw new Refusal('ORDER_EXISTS', { orderId, number: order.number })
            baskets.ended(basket, 'sold')
            return order
          }),
        order => {
          const basket = baskets.get(basketId)
          return basket === undefined || isOf(order, basket.stored.lines)
        },
      )
      .then(receiptOf)

  return {
    quote: ({ basketId, vouchers }) =>
      baskets.withBasket(basketId, async ({ stored: { lines, currency } }) => {
        const { discounts } = await discounted(connection, vouchers, lines, houseNow())
        const { fees, taxes, totalMinor } = priced({ currency, lines, discounts })
        return { discounts, fees, taxes, totalMinor }
      }),
    commit: (seller, input) => makeOrderOf(seller, input, { status: 'sold', payments: input.payments }),
    beginPayment: (seller, input) =>
      makeOrderOf(seller, input, { status: 'paying', payments: input.payments }),
    async reserve(seller, input) {
      requireAhead(input.until, houseNow())
      const { until, customerName } = input
      return makeOrderOf(seller, input, { status: 'reserved', until, customerName })
    },
    async invoice(seller, input) {
      const { to, dueAt } = input
      requireAhead(dueAt, houseNow())
      return makeOrderOf(seller, input, { status: 'reserved', invoice: { dueAt, buyer: to } })
    },

    sellAtOnce: (seller, { orderId, wanted, expectedMinor, payments }) => {
      const startedAt = instantOf(clock)
      const avoid: Place[] = []
      const making: Making = { status: 'sold', payments }
      const tryIt = async () => {
        let others: Other[] | undefined
        return orders.make(orderId, () => {
          const { state } = replica
          const choice = choose(state, wanted, {
            ...{ nowMs: houseNow(), taken: avoid, already: [], random },
            few: spread.few,
          })
          const { lines, alternatives, ticketTypes, currency } = choice
          let asked: readonly TicketLine[] = lines
          const { charges, totalMinor: actualMinor } = priced({ currency, lines, discounts: [] })
          if (actualMinor !== expectedMinor)
            throw new Refusal('PRICE_CHANGED', { expectedMinor, actualMinor, currency })
          requirePaid(payments, actualMinor, currency)
          return {
            async plan(page) {
              others ??= await spend(making, currency)
              const what = { lines, currency, startedAt, making, discounts: [], charges, others }
              const sale = saleOf(seller, orderId, what)
              const step = sellAtOnceTxn(book, page, sale, alternatives, ticketTypes)
              asked = step.asked
              return {
                ...step,
                made(result) {
                  if (alternatives.length > 1) spread.met(step.taken(result) !== 0)
                  return step.made(result)
                },
              }
            },
            async refused(read, doubtful) {
              const claims = read.slice(ticketTypes.length + (others?.length ?? 0))
              others = undefined
              const taken = takenPlaces(asked, claims)
              if (doubtful || (taken.length > 0 && !choice.random))
                return { refusal: new Refusal('SEAT_TAKEN', { taken }), copiesAreDead: false }
              avoid.push(...taken)
              // A ticket type may have been edited: look at it as it is now before anything is told.
              const edits = read.slice(0, ticketTypes.length).map(type => type?.modRevision ?? 0)
              await replica.reached(Math.max(0, ...edits))
              return undefined
            },
          }
        })
      }
      /** "Sold out" is said only by a picture that has what the cluster counts. */
      const makeIt = async (): Promise<Order> => {
        for (let attempt = 1; ; attempt++) {
          try {
            return await tryIt()
          } catch (error) {
            const isLast = attempt >= soldOutTries
            if (!isRefusal(error, 'SOLD_OUT') || isLast || (await isPictureWhole(options, wanted)))
              throw error
          }
        }
      }
      return orders.once(orderId, makeIt, order => order.totalMinor === expectedMinor).then(receiptOf)
    },

    settle: async orderId => {
      const order = await orders.settle(orderId)
      return order && receiptOf(order)
    },
  }
}

/** Whether an order was made of exactly these tickets, whatever was exchanged for them or cancelled since. */
function isOf(order: Order, lines: readonly Place[]): boolean {
  const made = [
    ...order.lines,
    ...(order.exchanges ?? []).flatMap(({ from }) => from),
    ...(order.cancelled ?? []).flatMap(cancelled => cancelled.lines),
  ]
  return lines.every(line => made.some(other => isSamePlace(other, line)))
}

/** What the cashier is told of an order: what it says, and the change. */
export function receiptOf(order: Order): SaleReceipt {
  const changeMinor = order.payments.reduce(
    (sum, p) => sum + (p.tenderedMinor ?? p.amountMinor) - p.amountMinor,
    0,
  )
  return { order, changeMinor }
}
