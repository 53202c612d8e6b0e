import { readOrder } from '../services/orders'
import { approvedBy } from './approvals'
import { type Base, type Routes, signedIn, signedInAs } from './base'
import { type RouterOptions, running } from './services'

export const ordersRoutes = (base: Base, options: RouterOptions): Routes<'orders'> => {
  const selling = () => running(options).selling
  const { orders } = base
  return orders.router({
    find: orders.find.handler(({ input }) => running(options).orders.find(input)),
    view: orders.view.handler(async function* ({ input, signal }) {
      yield* running(options).orders.follow(input.orderId, signal)
    }),
    get: orders.get.handler(({ input }) => readOrder(running(options).connection, input.orderId)),
    void: orders.void.handler(({ input: { approval, ...input }, context }) => {
      const by = signedIn(context)
      const { orderId: about, operationId } = input
      const asked = { approval, for: 'late-void' as const, about, operationId }
      return selling().void(by, { ...input, approvedBy: approvedBy(by, options, asked) })
    }),
    refund: orders.refund.handler(({ input, context }) => selling().refund(signedIn(context), input)),
    exchange: orders.exchange.handler(({ input, context }) => selling().exchange(signedIn(context), input)),
    askCard: orders.askCard.handler(({ input, context }) => selling().askCard(signedIn(context), input)),
    swap: orders.swap.handler(({ input, context }) => selling().swap(signedIn(context), input)),
    correctPayment: orders.correctPayment.handler(({ input, context }) =>
      selling().correctPayment(signedIn(context), input),
    ),
    correctTendered: orders.correctTendered.handler(({ input, context }) =>
      selling().correctTendered(signedIn(context), input),
    ),
    collect: orders.collect.handler(({ input, context }) => selling().collect(signedIn(context), input)),
    extendReservation: orders.extendReservation.handler(({ input, context }) =>
      selling().extendReservation(signedIn(context), input),
    ),
    releaseReservation: orders.releaseReservation.handler(({ input, context }) =>
      selling().releaseReservation(signedIn(context), { ...input, why: 'let-go' }),
    ),
    openInvoices: orders.openInvoices.handler(async () => ({ invoices: await selling().openInvoices() })),
    cancelInvoice: orders.cancelInvoice.handler(({ input, context }) =>
      selling().cancelInvoice(signedIn(context), input),
    ),
    settlePayment: orders.settlePayment.handler(({ input, context }) =>
      selling().settlePayment(signedInAs(context, input.by === 'supervisor' ? 'manager' : 'cashier'), input),
    ),
    payInstead: orders.payInstead.handler(({ input, context }) =>
      selling().payInstead(signedIn(context), input),
    ),
    paidBack: orders.paidBack.handler(({ input, context }) => selling().paidBack(signedIn(context), input)),
    settleStep: orders.settleStep.handler(async ({ input }) => {
      const order = await selling().settleStep(input)
      return order ? { outcome: 'done' as const, order } : { outcome: 'not-done' as const }
    }),
  })
}
