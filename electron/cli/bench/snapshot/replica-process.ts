import { connect } from '../../../cluster/connection'
import type { Connection } from '../../../cluster/model'
import { createReplica, type Replica } from '../../../replica'
import { quietLog } from '../../../testing/log'
import { serveTasks } from '../processes'

/*
 * A process of `bench snapshot`: the live picture of one terminal and nothing else, so that its memory can be weighed;
 * or, in another of the same kind, the same keys read and let go.
 */

export interface Where {
  endpoints: string[]
  namespace: string
}

/** What a picture weighs. Bytes. */
export interface Weight {
  tookMs: number
  residentBytes: number
  /** Of the packed slots themselves, with the terminals that hold some. */
  slotsBytes: number
  slots: number
}

/** A held slot's entry in a map, with the pointer to its terminal's name: measured on Node 20. */
const holderBytes = 40

const opened: { connection: Connection; replica?: Replica }[] = []

function open({ endpoints, namespace }: Where): Connection {
  return connect({ endpoints, namespace, seed: 'T01', log: quietLog })
}

const tasks = {
  async takePicture(where: Where): Promise<Weight> {
    const connection = open(where)
    await connection.get('connected')
    const startedAt = performance.now()
    const replica = createReplica({ connection, log: quietLog, now: Date.now })
    opened.push({ connection, replica })
    await replica.ready
    const tookMs = performance.now() - startedAt
    let slots = 0
    let slotsBytes = 0
    for (const house of replica.state.houses.values())
      for (const { claims } of house.areas.values()) {
        slots += claims.length
        slotsBytes += claims.bytes.byteLength + claims.holders.size * holderBytes
      }
    return { tookMs, residentBytes: process.memoryUsage().rss, slotsBytes, slots }
  },

  /** @returns how long the same keys take as bare pages. In milliseconds. */
  async readBare(where: Where): Promise<number> {
    const connection = open(where)
    opened.push({ connection })
    await connection.get('connected')
    const startedAt = performance.now()
    for await (const _page of connection.pages(''));
    return performance.now() - startedAt
  },

  /** The memory of the process now, after a while of watching. Bytes. */
  weigh: async (_: null): Promise<number> => process.memoryUsage().rss,
}

export type ReplicaTasks = typeof tasks

serveTasks(tasks, async () => {
  for (const { connection, replica } of opened) {
    replica?.close()
    connection.close()
  }
})
