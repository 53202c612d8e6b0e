import { isRefusal } from '#shared/errors/refusals'
import type { Connection, Txn } from '../../cluster/model'
import { keyspace, type StoredBasket } from '../../keyspace'
import type { Log } from '../../logging/log'
import type { Clock } from '../clock'
import { adopt } from './arrivals'
import type { HoldLeases } from './hold-lease'
import type { OpenBaskets } from './open-baskets'
import { dropTxn } from './transactions'

/**
 * What is left of baskets from before a restart: nobody stands at the window for them any more, so they are freed, those
 * that this terminal had fetched from another one among them. One that is put aside stands for a customer who comes
 * back, and one that was handed over may have come just now: those are kept, with the time they have left. A message of
 * the earlier life may still be under way and open a freed one once more: its lease is revoked too.
 */
export async function takeLeftovers(options: {
  connection: Connection
  terminalId: string
  clock: Clock
  leases: HoldLeases
  log: Log
  baskets: OpenBaskets
}): Promise<void> {
  const { connection, terminalId, leases, log, baskets } = options
  const freed = new Set<string>()
  const kept = new Set<string>()
  for await (const { kvs } of connection.pages(keyspace.basket.prefix(terminalId))) {
    for (const kv of kvs) {
      const decoded = keyspace.basket.decode(kv.value)
      // One that cannot be read, or that a newer build wrote, ends with its lease.
      if (!decoded.ok || decoded.readOnly) {
        if (kv.leaseId !== undefined) kept.add(kv.leaseId)
        continue
      }
      const { basketId, aside, movedFrom, lines } = decoded.value
      const isKept = aside !== undefined || movedFrom?.how === 'handed-over'
      if (kv.leaseId !== undefined) (isKept ? kept : freed).add(kv.leaseId)
      if (isKept) {
        await baskets.inTurn(basketId, () => adopt(options, basketId))
        continue
      }
      await baskets.inTurn(basketId, async () => {
        // The picture may have shown it already, and it was taken for one that came just now.
        const adopted = baskets.get(basketId)
        if (adopted)
          await baskets.letGo(adopted, 'released').catch((error: unknown) => {
            // Somebody else has it now.
            if (!isRefusal(error)) throw error
          })
        else await connection.txn(freeTxn(decoded.value, kv.modRevision))
      })
      log.info(
        {
          'event.action': 'leftover-basket-freed',
          'basket.id': basketId,
          'basket.places': lines.length,
        },
        'freed',
      )
    }
  }
  for (const leaseId of freed) if (!kept.has(leaseId)) leases.revoke(leaseId)
}

function freeTxn(stored: StoredBasket, basketRevision: number): Txn {
  return dropTxn({
    basket: { ...stored, lines: [] },
    basketRevision,
    dropped: stored.lines,
    leaseId: undefined,
  })
}
