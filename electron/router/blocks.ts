import { type Base, type Routes, signedIn } from './base'
import { type RouterOptions, running } from './services'

export const blocksRoutes = (base: Base, options: RouterOptions): Routes<'blocks'> => {
  const blocks = () => running(options).selling.blocks
  return base.blocks.router({
    block: base.blocks.block.handler(({ input, context }) => blocks().block(signedIn(context), input)),
    change: base.blocks.change.handler(({ input, context }) => blocks().change(signedIn(context), input)),
    unblock: base.blocks.unblock.handler(({ input, context }) => blocks().unblock(signedIn(context), input)),
    unblockIntoBasket: base.blocks.unblockIntoBasket.handler(async ({ input, context }) =>
      running(options).selling.view(await blocks().unblockIntoBasket(signedIn(context), input)),
    ),
  })
}
