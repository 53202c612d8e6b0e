import { Refusal } from '#shared/errors/refusals'
import { keyspace } from '../keyspace'
import type { Base } from './base'
import type { RouterOptions } from './index'
import { running } from './running'

export const ordersRoutes = (base: Base, options: RouterOptions) =>
  base.orders.router({
    get: base.orders.get.handler(async ({ input }) => {
      const kv = await running(options).connection.get(keyspace.order.key(input.orderId))
      const order = kv && keyspace.order.read(kv)
      if (!order || order.status === 'abandoned')
        throw new Refusal('NOT_FOUND', { what: 'order', id: input.orderId })
      return order
    }),
  })
