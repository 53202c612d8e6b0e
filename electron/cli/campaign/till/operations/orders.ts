import { type Order, type TicketLine, ticketsMinor } from '#shared/domain/order'
import { refundableMinor } from '#shared/domain/order-rules'
import { backTo, tendersFor } from '../tenders'
import { bestSeats, forget, newIds, type Window } from '../window'
import { letGo, openBasket } from './baskets'
import type { Operation } from './operation'
import { aSale, change, hasSold, recentOrder } from './steps'

/** Every till may come to the same: whoever collects first has it. */
const reserved = ({ terminal }: Window) =>
  [...terminal.replica.state.reservations.keys()].map(key => key.slice('order:'.length))
const hasReserved = (window: Window) => reserved(window).length > 0

/** What can happen to an order after it was made. */
export const orderOperations: readonly Operation[] = [
  {
    name: 'refund',
    weight: 2,
    can: hasSold,
    async run(window) {
      const { order, lines } = aSale(window)
      await refund(window, 'refund', order, window.random.pick(lines))
    },
  },
  {
    // As when a customer comes to one window and their companion to another.
    name: 'refund another till’s sale',
    weight: 3,
    can: hasSold,
    async run(window) {
      const order = await recentOrder(window, ({ status }) => status === 'sold')
      if (order) await refund(window, 'refund another till’s sale', order, window.random.pick(order.lines))
    },
  },
  {
    name: 'void',
    weight: 1,
    can: hasSold,
    async run(window) {
      const { terminal } = window
      await change(window, 'void', aSale(window).order.orderId, step =>
        terminal.selling.void(terminal.seller, step),
      )
    },
  },
  {
    name: 'exchange',
    weight: 2,
    can: hasSold,
    async run(window) {
      const { terminal, random } = window
      const sale = aSale(window)
      const given = random.pick(sale.lines)
      const ids = newIds()
      const wanted = bestSeats(window, 1)
      if (wanted.length === 0) return
      const held = await openBasket(window, 'hold to exchange', ids, wanted)
      if (held.outcome !== 'ok') return
      const { basketId } = ids
      const basket = { ...ids, lines: held.value.lines }
      const moreMinor = ticketsMinor(basket.lines) - given.priceMinor
      const payments = moreMinor > 0 ? await tendersFor(window, moreMinor) : []
      const to = backTo(window)
      const told = await change(window, 'exchange', sale.order.orderId, step =>
        terminal.selling.exchange(terminal.seller, {
          ...step,
          from: [given],
          basketId,
          payments,
          to,
        }),
      )
      if (told !== 'ok') await letGo(window, basket)
      forget(window, basket)
    },
  },
  {
    name: 'swap',
    weight: 1,
    can: ({ sold }) => sold.length > 1,
    async run(window) {
      const { terminal, random } = window
      const [one, other] = random.shuffled(window.sold)
      const place = one?.lines[0]
      const theirs = other?.lines.find(line => line.ticketType === place?.ticketType)
      if (!one || !other || !place || !theirs) return
      const told = await change(window, 'swap', one.order.orderId, step =>
        terminal.selling.swap(terminal.seller, {
          ...{ ...step, place, with: { orderId: other.order.orderId, place: theirs } },
        }),
      )
      // Its tickets are others now, and this window was not told which.
      if (told !== 'refused') window.sold = window.sold.filter(sale => sale !== other)
    },
  },
  {
    name: 'collect',
    weight: 4,
    can: hasReserved,
    async run(window) {
      const { terminal, random } = window
      const orderId = random.pick(reserved(window))
      const { replica, connection } = terminal
      const kv = await connection.get(`order:${orderId}`).catch(() => undefined)
      if (!kv || !replica.state.reservations.has(kv.key)) return
      const totalMinor = Number((JSON.parse(kv.value) as Partial<Order>).totalMinor ?? 0)
      const payments = await tendersFor(window, totalMinor)
      await change(window, 'collect', orderId, step =>
        terminal.selling.collect(terminal.seller, { ...step, payments }),
      )
    },
  },
  {
    name: 'extend a reservation',
    weight: 1,
    can: hasReserved,
    async run(window) {
      const { terminal, clock, random } = window
      const until = new Date(clock.now() + 2_000 + random.below(6_000)).toISOString()
      await change(window, 'extend a reservation', random.pick(reserved(window)), step =>
        terminal.selling.extendReservation(terminal.seller, { ...step, until }),
      )
    },
  },
  {
    name: 'release a reservation',
    weight: 0.5,
    can: hasReserved,
    async run(window) {
      const { terminal, random } = window
      await change(window, 'release a reservation', random.pick(reserved(window)), step =>
        terminal.selling.releaseReservation(terminal.seller, { ...step, why: 'let-go' }),
      )
    },
  },
]

async function refund(window: Window, operation: string, order: Order, place: TicketLine): Promise<void> {
  const { selling, seller } = window.terminal
  const to = backTo(window)
  const amountMinor = refundableMinor(order, [place])
  await change(window, operation, order.orderId, step =>
    selling.refund(seller, { ...step, places: [place], amountMinor, to }),
  )
}
