import type { Order } from '#shared/domain/order'
import { Refusal } from '#shared/errors/refusals'
import type { Connection } from '../../cluster/model'
import { keyspace } from '../../keyspace'

/** The order as the cluster has it now. @throws Refusal `NOT_FOUND`, also for one that was given up */
export async function readOrder(connection: Connection, orderId: string): Promise<Order> {
  const kv = await connection.get(keyspace.order.key(orderId))
  const order = kv && keyspace.order.read(kv)
  if (!order || order.status === 'abandoned') throw new Refusal('NOT_FOUND', { what: 'order', id: orderId })
  return order
}
