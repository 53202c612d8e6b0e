import { requireApproval } from './approvals'
import { type Base, type Routes, signedIn } from './base'
import { type RouterOptions, running } from './services'

export const sellingRoutes = (base: Base, options: RouterOptions): Routes<'selling'> => {
  const selling = () => running(options).selling
  return base.selling.router({
    // A page that comes back starts from a snapshot: the countdowns of the past are of no use.
    baskets: base.selling.baskets.handler(({ signal }) => selling().till.follow(undefined, signal)),
    hold: base.selling.hold.handler(async ({ input, context }) =>
      selling().view(await selling().hold(signedIn(context), input)),
    ),
    retype: base.selling.retype.handler(async ({ input }) => selling().view(await selling().retype(input))),
    drop: base.selling.drop.handler(async ({ input }) => {
      const basket = await selling().drop(input.basketId, input.places)
      return { basket: basket && selling().view(basket) }
    }),
    release: base.selling.release.handler(async ({ input }) => {
      await selling().release(input.basketId)
      return {}
    }),
    commit: base.selling.commit.handler(({ input, context }) => selling().commit(signedIn(context), input)),
    reprice: base.selling.reprice.handler(async ({ input: { approval, ...input }, context }) => {
      const by = signedIn(context)
      const { basketId: about, operationId } = input
      const approvedBy = requireApproval(by, options, { approval, for: 'price', about, operationId })
      return selling().view(await selling().reprice(by, { ...input, approvedBy }))
    }),
    quote: base.selling.quote.handler(({ input }) => selling().quote(input)),
    reserve: base.selling.reserve.handler(({ input, context }) =>
      selling().reserve(signedIn(context), input),
    ),
    invoice: base.selling.invoice.handler(({ input, context }) =>
      selling().invoice(signedIn(context), input),
    ),
    beginPayment: base.selling.beginPayment.handler(({ input, context }) =>
      selling().beginPayment(signedIn(context), input),
    ),
    sellAtOnce: base.selling.sellAtOnce.handler(({ input, context }) =>
      selling().sellAtOnce(signedIn(context), input),
    ),
    settle: base.selling.settle.handler(async ({ input }) => {
      const receipt = await selling().settle(input.orderId)
      return receipt ? { outcome: 'sold' as const, receipt } : { outcome: 'not-sold' as const }
    }),
  })
}
