import type { Connection } from '../../cluster/model'
import { keyspace } from '../../keyspace'
import type { Log } from '../../logging/log'
import type { Replica } from '../../replica'
import type { Clock } from '../clock'
import type { HoldLeases } from './hold-lease'
import type { OpenBaskets } from './open-baskets'

/**
 * Opens baskets that came to this terminal by a move: another till handed it over, or a move of ours was carried out
 * after its answer was lost.
 */
export function watchArrivals(options: {
  connection: Connection
  replica: Replica
  terminalId: string
  clock: Clock
  leases: HoldLeases
  log: Log
  baskets: OpenBaskets
}): { close(): void } {
  const { replica, terminalId, log, baskets } = options
  const arriving = new Set<string>()

  const close = replica.onChange(touched => {
    if (!touched.baskets.has(terminalId)) return
    for (const { value } of replica.state.baskets.values()) {
      const { basketId } = value
      if (value.terminalId !== terminalId || !value.movedFrom || arriving.has(basketId)) continue
      if (baskets.get(basketId) || baskets.isSpent(basketId)) continue
      arriving.add(basketId)
      baskets
        .inTurn(basketId, () => adopt(options, basketId))
        .catch((error: unknown) => {
          log.warn({ 'event.action': 'basket-not-adopted', err: error }, 'left to its lease')
        })
        .finally(() => arriving.delete(basketId))
    }
  })
  return { close }
}

/**
 * Takes a basket of this terminal that stands in the cluster under its care, with the time its lease leaves it. Call
 * it in the basket's turn.
 */
export async function adopt(
  options: {
    connection: Connection
    terminalId: string
    clock: Clock
    leases: HoldLeases
    baskets: OpenBaskets
  },
  basketId: string,
): Promise<void> {
  const { connection, terminalId, clock, leases, baskets } = options
  if (baskets.get(basketId) || baskets.isSpent(basketId)) return
  const key = keyspace.basket.key(terminalId, basketId)
  const kv = await connection.get(key)
  if (!kv?.leaseId) return
  const stored = keyspace.basket.edit(kv)
  const leftMs = await leases.leftMs(kv.leaseId)
  baskets.add({
    ...{ key, stored, modRevision: kv.modRevision, leaseId: kv.leaseId },
    deadline: clock.monotonic() + Math.max(0, leftMs),
    inDoubt: false,
  })
}
