import type { FindOrders, FoundOrders, OrderView } from '#shared/contract/find-orders'
import type { FeedItem } from '../../replica'
import { createOrderSearch, type FindOptions } from './find'
import { createOrderViews, type ViewOptions } from './view'

export { readOrder } from './read'

/** Orders that were made, to be found and looked at. What is done with them is selling's. */
export interface Orders {
  find(asked: FindOrders): Promise<FoundOrders>
  /** One order, live. @throws Refusal `NOT_FOUND` */
  follow(orderId: string, signal: AbortSignal | undefined): AsyncIterable<FeedItem<OrderView, OrderView>>
}

export function createOrders(options: FindOptions & ViewOptions): Orders {
  return { find: createOrderSearch(options), follow: createOrderViews(options).follow }
}
