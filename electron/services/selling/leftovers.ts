import type { Connection } from '../../cluster/model'
import { keyspace } from '../../keyspace'
import type { Log } from '../../logging/log'
import type { Clock } from '../clock'
import { adopt } from './arrivals'
import type { HoldLeases } from './hold-lease'
import type { OpenBaskets } from './open-baskets'
import { dropTxn } from './transactions'

/**
 * What is left of baskets from before a restart: nobody stands at the window for them any more, so they are freed. One
 * that is put aside stands for a customer who comes back, and one that was handed over may have come just now: those
 * are kept, with the time they have left.
 */
export async function takeLeftovers(options: {
  connection: Connection
  terminalId: string
  clock: Clock
  leases: HoldLeases
  log: Log
  baskets: OpenBaskets
}): Promise<void> {
  const { connection, terminalId, log, baskets } = options
  for await (const { kvs } of connection.pages(keyspace.basket.prefix(terminalId))) {
    for (const kv of kvs) {
      const decoded = keyspace.basket.decode(kv.value)
      if (!decoded.ok) continue
      const { basketId, aside, movedFrom, lines } = decoded.value
      if (aside || (movedFrom && movedFrom.terminalId !== terminalId)) {
        await baskets.inTurn(basketId, () => adopt(options, basketId))
        continue
      }
      await connection.txn(
        dropTxn({
          basket: { ...decoded.value, lines: [] },
          basketRevision: kv.modRevision,
          dropped: lines,
          leaseId: undefined,
        }),
      )
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
}
