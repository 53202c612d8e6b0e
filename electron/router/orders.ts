import { readOrder } from '../services/orders'
import type { Base } from './base'
import { type RouterOptions, running } from './services'

export const ordersRoutes = (base: Base, options: RouterOptions) =>
  base.orders.router({
    get: base.orders.get.handler(({ input }) => readOrder(running(options).connection, input.orderId)),
  })
