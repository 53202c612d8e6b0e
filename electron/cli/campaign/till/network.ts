import type { Txn } from '../../../cluster/model'
import { ClusterFailure, type Connection } from '../../../cluster/model'
import type { Random } from '../../../demo/random'
import { tell } from '../../bench/processes'

/**
 * What a network may do to a message beside what the proxies do to bytes. `lose-answers`: some are carried out and
 * never answered. `deliver-late`: some stay under way after their sender has given up, even after it died, and arrive.
 * `silence`: none is answered, and all arrive when whoever sent them no longer waits.
 */
export type Weather = 'fair' | 'lose-answers' | 'deliver-late' | 'silence'

/** A message that the campaign, as the network, delivers `delayMs` from now. */
export interface LateMessage {
  late: Txn
  delayMs: number
}

const share = 0.5
const latestMs = 5_000
/** A terminal sends a sale again for eight seconds, and then asks what became of it. */
const silentMs = 12_000
/** Who sent it waits no longer for an answer. */
const patienceMs = 150

/** A connection over a network with weather. */
export function throughWeather(connection: Connection, weather: () => Weather, random: Random): Connection {
  const noAnswer = () => new ClusterFailure('outcome-unknown', 'The network lost it')
  return {
    ...connection,
    async txn(txn, options) {
      const now = weather()
      if (now === 'fair' || (now !== 'silence' && random.next() > share)) return connection.txn(txn, options)
      if (now === 'lose-answers') {
        await connection.txn(txn, options)
        throw noAnswer()
      }
      const delayMs = random.below(latestMs) + (now === 'silence' ? silentMs : 0)
      tell({ late: txn, delayMs } satisfies LateMessage)
      await new Promise(resolve => setTimeout(resolve, patienceMs))
      throw noAnswer()
    },
  }
}
