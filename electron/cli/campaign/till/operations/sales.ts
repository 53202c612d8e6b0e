import type { SaleReceipt, Wanted } from '#shared/contract/selling'
import { type Order, ticketsMinor } from '#shared/domain/order'
import { Refusal } from '#shared/errors/refusals'
import { cash } from '../../../../testing/terminal'
import { house } from '../../house'
import type { Told } from '../recorder'
import { tendersFor } from '../tenders'
import {
  aBasket,
  anyPlaces,
  forget,
  type Held,
  hasBasket,
  newIds,
  priceMinor,
  remember,
  something,
  type Window,
} from '../window'
import type { Operation } from './operation'

/** The basket stands all the same: it can be asked for again, or be paid in another way. */
const laterPerhaps = ['NO_QUORUM', 'STORAGE_FULL', 'VOUCHER_UNUSABLE', 'GIFT_TOO_LOW']

/** What makes orders. */
export const saleOperations: readonly Operation[] = [
  { name: 'commit', weight: 8, can: hasBasket, run: window => commit(window, aBasket(window)) },
  {
    name: 'commit, clicked twice',
    weight: 1,
    can: hasBasket,
    async run(window) {
      const basket = aBasket(window)
      await Promise.all([commit(window, basket), commit(window, basket)])
    },
  },
  {
    name: 'commit with a gift card',
    weight: 1,
    can: hasBasket,
    async run(window) {
      const basket = aBasket(window)
      const payments = await tendersFor(window, ticketsMinor(basket.lines), 1)
      await order(window, basket, 'commit with a gift card', (seller, from) =>
        window.terminal.selling.commit(seller, { ...from, payments }),
      )
    },
  },
  {
    name: 'commit with a voucher',
    weight: 2,
    can: hasBasket,
    async run(window) {
      const { terminal, recorder, random } = window
      const basket = aBasket(window)
      const vouchers = [random.pick(house.vouchers)]
      const quoted = await recorder.attempt('quote', { does: 'nothing-checked' }, () =>
        terminal.selling.quote({ basketId: basket.basketId, vouchers }),
      )
      if (quoted.outcome !== 'ok') return
      const payments = await tendersFor(window, quoted.value.totalMinor)
      await order(window, basket, 'commit with a voucher', (seller, from) =>
        terminal.selling.commit(seller, { ...from, vouchers, payments }),
      )
    },
  },
  { name: 'sell at once', weight: 5, run: window => sellAtOnce(window, something(window)) },
  {
    // Which nobody else wants: their late copies find them free.
    name: 'sell standing places at once',
    weight: 1,
    run: window => sellAtOnce(window, anyPlaces(window, 3)),
  },
  {
    name: 'reserve',
    weight: 2,
    can: hasBasket,
    async run(window) {
      const { clock, random } = window
      const until = new Date(clock.now() + 3_000 + random.below(8_000)).toISOString()
      await order(window, aBasket(window), 'reserve', (seller, from) =>
        window.terminal.selling.reserve(seller, { ...from, until }),
      )
    },
  },
  {
    name: 'begin to pay by card',
    weight: 2,
    can: hasBasket,
    async run(window) {
      const basket = aBasket(window)
      const tenders = await tendersFor(window, ticketsMinor(basket.lines))
      const payments = tenders.map(tender =>
        tender.method === 'cash' ? { method: 'card' as const, amountMinor: tender.amountMinor } : tender,
      )
      await order(window, basket, 'begin to pay by card', (seller, from) =>
        window.terminal.selling.beginPayment(seller, { ...from, payments }),
      )
    },
  },
  {
    name: 'settle',
    weight: 10,
    can: ({ unsettled }) => unsettled.length > 0,
    async run({ unsettled, random }) {
      const matter = unsettled.shift()
      // As a cashier would: the same again, or asking what became of it.
      await (random.next() < 0.4 ? matter?.again() : matter?.settle())
    },
  },
  {
    name: 'ask what became of it',
    weight: 4,
    can: ({ unsettled }) => unsettled.length > 0,
    async run({ unsettled }) {
      await unsettled.shift()?.settle()
    },
  },
]

async function sellAtOnce(window: Window, wanted: Wanted[]): Promise<void> {
  const { terminal, recorder } = window
  const { orderId } = newIds()
  const expectedMinor = priceMinor(window, wanted)
  const payments = await tendersFor(window, expectedMinor)
  const sell = async () => {
    const told = await recorder.attempt('sell at once', { does: 'make-order', orderId }, () =>
      terminal.selling.sellAtOnce(terminal.seller, { orderId, wanted, expectedMinor, payments }),
    )
    noteSale(window, orderId, told, sell)
  }
  await sell()
}

function commit(window: Window, basket: Held): Promise<void> {
  const payments = cash(ticketsMinor(basket.lines))
  return order(window, basket, 'commit', (seller, from) =>
    window.terminal.selling.commit(seller, { ...from, payments }),
  )
}

/** Makes an order of a basket, in one way or another. */
export async function order(
  window: Window,
  basket: Held,
  operation: string,
  make: (
    seller: Window['terminal']['seller'],
    from: { basketId: string; orderId: string },
  ) => Promise<SaleReceipt>,
): Promise<void> {
  const { terminal, recorder } = window
  const { basketId, orderId } = basket
  const told = await recorder.attempt(operation, { does: 'make-order', orderId }, () =>
    make(terminal.seller, { basketId, orderId }),
  )
  if (told.outcome === 'refused' && laterPerhaps.includes(told.code)) return
  forget(window, basket)
  noteSale(window, orderId, told, () => order(window, basket, operation, make))
}

function noteSale(
  window: Window,
  orderId: string,
  told: Told<{ order: Order }>,
  again: () => Promise<void>,
): void {
  if (told.outcome === 'ok') remember(window, told.value.order)
  if (told.outcome === 'unknown')
    window.unsettled.push({ again, settle: () => settle(window, orderId, again) })
}

/** Asks what became of an order. `ok` is that it was made, `refused` that it never will be. */
async function settle(window: Window, orderId: string, again: () => Promise<void>): Promise<void> {
  const { terminal, recorder } = window
  const told = await recorder.attempt('settle', { does: 'make-order', orderId }, async () => {
    const receipt = await terminal.selling.settle(orderId)
    if (!receipt) throw new Refusal('ORDER_ABANDONED', { orderId })
    return receipt
  })
  noteSale(window, orderId, told, again)
}
