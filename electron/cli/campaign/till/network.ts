import type { Txn } from '../../../cluster/model'
import { ClusterFailure, type Connection } from '../../../cluster/model'
import type { Random } from '../../../demo/random'
import { tell } from '../../bench/processes'

/**
 * What a network may do to a message beside what the proxies do to bytes. `lose-answers`: some are carried out and
 * never answered. `deliver-late`: some stay under way after their sender has given up, even after it died, and arrive.
 * `hush`: none is answered, and all arrive when whoever sent them, if killed, has been started again. `silence`: the
 * same, when whoever sent them no longer waits.
 */
export type Weather = 'fair' | 'lose-answers' | 'deliver-late' | 'hush' | 'silence'

/** A message that the campaign, as the network, delivers `delayMs` from now. */
export interface LateMessage {
  late: Txn
  delayMs: number
}

const share = 0.5
/**
 * When a late message arrives, at the earliest and from then on at the latest. A terminal is up again in two or three
 * seconds; it sends a sale again for eight, and then asks what became of it.
 */
const arrival = {
  'deliver-late': { leastMs: 0, spreadMs: 5_000 },
  hush: { leastMs: 8_000, spreadMs: 2_000 },
  silence: { leastMs: 14_000, spreadMs: 4_000 },
}
/** Who sent it waits no longer for an answer. */
const patienceMs = 150

/** A connection over a network with weather. */
export function throughWeather(connection: Connection, weather: () => Weather, random: Random): Connection {
  const noAnswer = () => new ClusterFailure('outcome-unknown', 'The network lost it')
  return {
    ...connection,
    async txn(txn, options) {
      const now = weather()
      const all = now === 'silence' || now === 'hush'
      if (now === 'fair' || (!all && random.next() > share)) return connection.txn(txn, options)
      if (now === 'lose-answers') {
        await connection.txn(txn, options)
        throw noAnswer()
      }
      const { leastMs, spreadMs } = arrival[now]
      tell({ late: txn, delayMs: leastMs + random.below(spreadMs) } satisfies LateMessage)
      await new Promise(resolve => setTimeout(resolve, patienceMs))
      throw noAnswer()
    },
  }
}
