import type { Order } from '#shared/domain/order'
import { tendersFor } from '../tenders'
import type { Window } from '../window'
import type { Operation } from './operation'
import { aSale, change, hasSold, recentOrder } from './steps'

const isPaying = ({ status }: Pick<Order, 'status'>) => status === 'paying'
const isDue = ({ payments }: Order) => payments.some(({ status }) => status === 'refund-due')

/** What is said of an order's money after it was made. */
export const afterwardOperations: readonly Operation[] = [
  {
    name: 'the last word on a card',
    weight: 4,
    can: ({ sold }) => sold.some(({ order }) => isPaying(order)),
    async run(window) {
      const { sold, random } = window
      await lastWord(
        window,
        'the last word on a card',
        random.pick(sold.map(({ order }) => order).filter(isPaying)),
        { by: 'device' },
      )
    },
  },
  {
    // The device said no, and the customer has another way.
    name: 'pay instead of a card',
    weight: 2,
    can: ({ sold }) => sold.some(({ order }) => isPaying(order)),
    async run(window) {
      const { selling, seller } = window.terminal
      const paying = window.sold.map(({ order }) => order).filter(isPaying)
      const { orderId, totalMinor } = window.random.pick(paying)
      const payments = await tendersFor(window, totalMinor)
      await change(window, 'pay instead of a card', orderId, step =>
        selling.payInstead(seller, { ...step, payments }),
      )
    },
  },
  {
    name: 'print again',
    weight: 1,
    can: hasSold,
    async run(window) {
      const { selling, seller } = window.terminal
      const { order, lines } = aSale(window)
      const places = [window.random.pick(lines)]
      await change(window, 'print again', order.orderId, step => selling.reissue(seller, { ...step, places }))
    },
  },
  {
    name: 'type anew what was handed over',
    weight: 1,
    can: hasSold,
    async run(window) {
      const { selling, seller } = window.terminal
      const { order } = aSale(window)
      const [payment] = order.payments
      if (!payment) return
      const { paymentId, amountMinor } = payment
      const said = { paymentId, tenderedMinor: amountMinor + 10_00, reason: 'Typed wrong' }
      await change(window, 'type anew what was handed over', order.orderId, step =>
        selling.correctTendered(seller, { ...step, ...said }),
      )
    },
  },
  {
    // Its till may be dead.
    name: 'a supervisor’s word on a card',
    weight: 1,
    can: hasSold,
    async run(window) {
      const order = await recentOrder(window, isPaying)
      if (order)
        await lastWord(window, 'a supervisor’s word on a card', order, {
          by: 'supervisor',
          reason: 'Its till is dead',
        })
    },
  },
  {
    name: 'pay back',
    weight: 0.7,
    can: hasSold,
    async run(window) {
      const { selling, seller } = window.terminal
      const order = await recentOrder(window, isDue)
      if (order) await change(window, 'pay back', order.orderId, step => selling.paidBack(seller, step))
    },
  },
  {
    name: 'correct a payment',
    weight: 1,
    can: hasSold,
    async run(window) {
      const { selling, seller } = window.terminal
      const { order } = aSale(window)
      const [payment] = window.random.shuffled(order.payments)
      const method = payment?.method === 'cash' ? 'card' : 'cash'
      if (!payment) return
      await change(window, 'correct a payment', order.orderId, step =>
        selling.correctPayment(seller, { ...step, paymentId: payment.paymentId, method }),
      )
    },
  },
]

async function lastWord(
  window: Window,
  operation: string,
  { orderId }: Order,
  whose: { by: 'device' } | { by: 'supervisor'; reason: string },
): Promise<void> {
  const { terminal, random } = window
  const outcome = random.pick(['charged', 'charged', 'not-charged', 'refund-due'] as const)
  await change(window, operation, orderId, step =>
    terminal.selling.settlePayment(terminal.seller, { ...step, ...whose, outcome }),
  )
}
