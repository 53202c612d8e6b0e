import type { OrderView } from '#shared/contract/find-orders'
import type { Order } from '#shared/domain/order'
import type { Connection, KeyValue } from '../../cluster/model'
import { mirror } from '../../cluster/watch'
import { keyspace } from '../../keyspace'
import type { Log } from '../../logging/log'
import type { FeedItem, Replica } from '../../replica'
import type { Buyers } from './find'
import { readOrder } from './read'
import { recordAt } from './trail'

export interface ViewOptions {
  connection: Connection
  replica: Replica
  buyers: Buyers
  limits: () => OrderView['limits']
  log: Log
}

/** Steps whose audit records are read for a page: the last ones. */
const stepsAtMost = 60

/** Follows one order: what it is now, then what it is after each change, wherever that was made. */
export function createOrderViews({ connection, replica, buyers, limits, log }: ViewOptions) {
  const viewOf = async (order: Order): Promise<OrderView> => {
    const steps = (order.steps ?? []).slice(-stepsAtMost)
    const [names, said] = await Promise.all([
      buyers.named(order.buyer === undefined ? [] : [order.buyer]),
      Promise.all(steps.map(step => recordAt(connection, step.terminalId, step.record))),
    ])
    const buyer = order.buyer === undefined ? undefined : names.get(order.buyer)
    return {
      order,
      ...(buyer && { buyer }),
      people: Object.fromEntries(
        [...peopleIn(order), ...said.flatMap(record => approverIn(record?.detail))].flatMap(username => {
          const name = replica.state.staff.get(username)?.name
          return name === undefined ? [] : [[username, name]]
        }),
      ),
      said: Object.fromEntries(
        said.flatMap((record, n) => {
          const operationId = steps[n]?.operationId
          return record && operationId === record.detail.operationId ? [[operationId, record.detail]] : []
        }),
      ),
      limits: limits(),
    }
  }

  return {
    /** @throws Refusal `NOT_FOUND` */
    async *follow(
      orderId: string,
      signal: AbortSignal | undefined,
    ): AsyncGenerator<FeedItem<OrderView, OrderView>, void> {
      await readOrder(connection, orderId)
      const key = keyspace.order.key(orderId)
      let now: { kv: KeyValue; revision: number } | undefined
      let epoch = ''
      let wake = () => {}
      const changed = (kv: KeyValue | undefined, revision: number) => {
        if (kv?.key === key) now = { kv, revision }
        wake()
      }
      const watching = mirror({
        ...{ connection, prefix: key, log },
        onSnapshot() {
          let found: KeyValue | undefined
          return {
            take: kvs => {
              found = kvs.find(kv => kv.key === key) ?? found
            },
            done: snapshot => {
              epoch = snapshot.clusterId
              changed(found, snapshot.revision)
            },
          }
        },
        onChanges: (revision, changes) => {
          for (const change of changes) if (change.type === 'put') changed(change.kv, revision)
        },
        onState: () => {},
      })
      const stop = () => wake()
      signal?.addEventListener('abort', stop)
      try {
        while (!signal?.aborted) {
          const next = now
          now = undefined
          const order = next && keyspace.order.read(next.kv)
          if (next && order && order.status !== 'abandoned')
            yield { kind: 'snapshot', epoch, revision: next.revision, value: await viewOf(order) }
          else
            await new Promise<void>(resolve => {
              wake = resolve
              if (now || signal?.aborted) resolve()
            })
        }
      } finally {
        signal?.removeEventListener('abort', stop)
        watching.close()
      }
    },
  }
}

/** Whose yes a step had, as its audit record says. */
const approverIn = (detail: Record<string, unknown> = {}) =>
  typeof detail.approvedBy === 'string' ? [detail.approvedBy] : []

/** Everybody an order names by username. */
function peopleIn({ seller, refunds, exchanges = [], cancelled = [], steps = [], invoice }: Order) {
  const people = new Set([seller])
  for (const { by } of [...refunds, ...exchanges, ...cancelled, ...steps]) people.add(by)
  if (invoice?.cancelled) people.add(invoice.cancelled.by)
  return people
}
