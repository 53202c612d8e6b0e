import { z } from 'zod'
import { id } from '../domain/ids'
import { order } from '../domain/order'
import { refusing } from '../errors/refusals'
import { reads } from './procedure'

/** Sales that were made. */
export const ordersContract = {
  get: reads('cashier')
    .input(z.strictObject({ orderId: id }))
    .output(order)
    .errors(refusing('NOT_FOUND')),
}
