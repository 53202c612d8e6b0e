import { afterwardOperations } from './afterwards'
import { basketOperations } from './baskets'
import { blockOperations } from './blocks'
import { customerOperations } from './customers'
import { houseOperations } from './house'
import { moveOperations } from './moves'
import type { Operation } from './operation'
import { orderOperations } from './orders'
import { saleOperations } from './sales'

/** Everything that is done at the windows of a campaign. */
export const operations: readonly Operation[] = [
  ...basketOperations,
  ...moveOperations,
  ...saleOperations,
  ...orderOperations,
  ...afterwardOperations,
  ...customerOperations,
  ...blockOperations,
  ...houseOperations,
]
