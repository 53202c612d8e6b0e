import { type Base, type Routes, signedIn } from './base'
import { type RouterOptions, running } from './services'

export const basketsRoutes = (base: Base, options: RouterOptions): Routes<'baskets'> => {
  const selling = () => running(options).selling
  const baskets = () => selling().baskets
  return base.baskets.router({
    aside: base.baskets.aside.handler(({ signal }) => baskets().aside.follow(undefined, signal)),
    everywhere: base.baskets.everywhere.handler(({ signal }) =>
      baskets().everywhere.follow(undefined, signal),
    ),
    extend: base.baskets.extend.handler(async ({ input, context }) =>
      selling().view(await baskets().extend(signedIn(context), input)),
    ),
    putAside: base.baskets.putAside.handler(async ({ input, context }) =>
      selling().view(await baskets().putAside(signedIn(context), input)),
    ),
    recall: base.baskets.recall.handler(async ({ input, context }) =>
      selling().view(await baskets().recall(signedIn(context), input)),
    ),
    handOver: base.baskets.handOver.handler(async ({ input, context }) => {
      await baskets().handOver(signedIn(context), input)
      return {}
    }),
    free: base.baskets.free.handler(async ({ input, context }) => {
      await baskets().free(signedIn(context), input)
      return {}
    }),
    takeOver: base.baskets.takeOver.handler(async ({ input, context }) =>
      selling().view(await baskets().takeOver(signedIn(context), input)),
    ),
    reassign: base.baskets.reassign.handler(async ({ input, context }) => {
      await baskets().reassign(signedIn(context), input)
      return {}
    }),
    holdGroup: base.baskets.holdGroup.handler(async ({ input, context }) => {
      const { basket, ...rest } = await baskets().holdGroup(signedIn(context), input)
      return { basket: selling().view(basket), ...rest }
    }),
  })
}
