import { randomInt, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Basket, SaleReceipt } from '#shared/contract/selling'
import type { Order } from '#shared/domain/order'
import type { Connection } from '../../cluster/model'
import type { Log } from '../../logging/log'
import { Feed, type Replica } from '../../replica'
import type { Book } from '../book'
import type { Clock } from '../clock'
import { type Baskets, createBaskets } from './baskets'
import { type Blocks, createBlocks } from './blocks'
import { createOrderChanges, type OrderChanges } from './changes'
import { createHoldLeases } from './hold-lease'
import { createHolding, type Holding } from './holding'
import { openJournal } from './journal'
import { createOpenBaskets, type OpenBasket } from './open-baskets'
import { createOpenPayments } from './open-payments'
import { unlessIllegible } from './recovering'
import { createRepricing, type Repricing } from './repricing'
import { createSales, type Sales } from './sales'
import { createUnblockIntoBasket, type UnblockIntoBasket } from './unblock-into-basket'

export type { Seller } from './seller'

/** The value of the till's feed. */
type Till = { baskets: Basket[]; recovered: SaleReceipt[]; paying: Order[] }

/** Everything a terminal does to sell. Refusals and cluster failures are thrown; the router puts them into words. */
export interface Selling extends Holding, Repricing, Sales, OrderChanges {
  readonly till: Feed<Till, Till>
  readonly blocks: Blocks & UnblockIntoBasket
  readonly baskets: Baskets
  view(basket: OpenBasket): Basket
  /**
   * Settles what an earlier life of this terminal left open: each sale that was begun is found or buried, and places
   * it still holds are freed. Call it once, before anything is sold.
   */
  recover(): Promise<void>
  /** The sales that `recover` found made, until the next customer is served. */
  recovered(): readonly SaleReceipt[]
  close(): Promise<void>
}

export interface SellingOptions {
  connection: Connection
  replica: Replica
  terminalId: string
  dataDir: string
  clock: Clock
  book: Book
  log: Log
  /** How long a basket holds its places. */
  holdTtlMs: () => number
  /** In [0, 1): which of the free numbers is taken. */
  random?: () => number
}

/** Opens the terminal's journal and starts selling with it. */
export async function createSelling(options: SellingOptions): Promise<Selling> {
  const { dataDir, log } = options
  const random = options.random ?? (() => randomInt(2 ** 32) / 2 ** 32)
  const journal = await openJournal(join(dataDir, 'journal.ndjson'), log)
  const recovered: SaleReceipt[] = []
  // A page that comes back always starts from a snapshot: the countdowns of the past are of no use.
  const epoch = randomUUID()
  let changes = 0
  const publish = () => till.publish(++changes, now())
  const leases = createHoldLeases(options)
  const baskets = createOpenBaskets({ ...options, leases, onChange: publish })
  const openPayments = createOpenPayments({ ...options, onChange: publish })
  const now = (): Till => ({
    ...{ baskets: baskets.list(), recovered: [...recovered], paying: openPayments.list() },
  })
  const till = new Feed<Till, Till>(() => ({ epoch, revision: changes, value: now() }))
  const holding = createHolding({ ...options, random, leases, baskets })
  const desk = createBaskets({ ...options, leases, baskets, holding })
  const sales = createSales({ ...options, random, journal, baskets })
  const blocks = {
    ...createBlocks(options),
    ...createUnblockIntoBasket({ ...options, random, leases, baskets }),
  }
  const steps = createOrderChanges({ ...options, journal, baskets })

  /** With the next customer served, nobody asks any more what became of the one before the restart. */
  const served = async (sale: Promise<SaleReceipt>): Promise<SaleReceipt> => {
    const receipt = await sale
    if (recovered.splice(0).length > 0) publish()
    return receipt
  }

  /** Whoever asks the device, or says its last word: the list of those without one is kept by what the order says. */
  const noted = async (change: Promise<Order>): Promise<Order> => {
    const order = await change
    openPayments.note(order)
    return order
  }
  const begun = async (payment: Promise<SaleReceipt>): Promise<SaleReceipt> => {
    const receipt = await payment
    openPayments.note(receipt.order)
    return receipt
  }

  return {
    ...holding,
    ...createRepricing({ ...options, baskets }),
    ...steps,
    commit: (seller, input) => served(sales.commit(seller, input)),
    sellAtOnce: (seller, input) => served(sales.sellAtOnce(seller, input)),
    reserve: (seller, input) => served(sales.reserve(seller, input)),
    invoice: (seller, input) => served(sales.invoice(seller, input)),
    beginPayment: (seller, input) => begun(served(sales.beginPayment(seller, input))),
    settlePayment: (by, step) => noted(steps.settlePayment(by, step)),
    payInstead: (by, step) => noted(steps.payInstead(by, step)),
    askCard: (by, step) => noted(steps.askCard(by, step)),
    exchange: (by, step) => noted(steps.exchange(by, step)),
    async settleStep(step) {
      const order = await steps.settleStep(step)
      if (order) openPayments.note(order)
      return order
    },
    async settle(orderId) {
      const receipt = await sales.settle(orderId)
      if (receipt) openPayments.note(receipt.order)
      return receipt
    },
    quote: sales.quote,
    till,
    blocks,
    baskets: desk,
    view: baskets.view,
    async recover() {
      for (const orderId of [...journal.open])
        await unlessIllegible(log, orderId, async () => {
          const receipt = await sales.settle(orderId)
          // One that waits for a device's last word is asked about; it is not done.
          if (receipt && receipt.order.status !== 'paying') recovered.push(receipt)
          log.info(
            { 'event.action': 'sale-recovered', 'order.id': orderId, 'order.made': receipt !== undefined },
            'settled',
          )
        })
      await steps.recoverSteps()
      await desk.takeLeftovers()
      await openPayments.find()
      // Read now, so that the first sale need not wait for it.
      await options.book.page()
      publish()
    },
    recovered: () => [...recovered],
    async close() {
      desk.close()
      openPayments.close()
      baskets.close()
      await journal.close()
    },
  }
}
