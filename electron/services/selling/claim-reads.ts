import { rangesOf } from '#shared/domain/block'
import type { Place } from '#shared/domain/order'
import type { Connection, KeyValue } from '../../cluster/model'
import { claimKey, keyspace } from '../../keyspace'
import type { Block } from './block-transactions'

/** The claims on `places` as they are now; undefined where there is none. One read for each run of slots. */
export async function readClaims(
  connection: Connection,
  places: readonly Place[],
): Promise<(KeyValue | undefined)[]> {
  const found = new Map<string, KeyValue>()
  for (const eventId of new Set(places.map(place => place.eventId)))
    for (const { areaId, first, last } of rangesOf(places.filter(place => place.eventId === eventId))) {
      const to = `${claimKey({ eventId, areaId, slot: last })}\0`
      const { kvs } = await connection.range(claimKey({ eventId, areaId, slot: first }), to)
      for (const kv of kvs) found.set(kv.key, kv)
    }
  return places.map(place => found.get(claimKey(place)))
}

/** The block that a claim is, or undefined when it is another one or cannot be read. */
export function blockIn(kv: KeyValue): Block | undefined {
  const decoded = keyspace.claim.decode(kv.value)
  return decoded.ok && decoded.value.state === 'block' ? decoded.value : undefined
}

/** Whether a claim is a block that may be lifted. A withdrawn number comes back with the area's size, not by itself. */
export function isLiftable(kv: KeyValue): boolean {
  const block = blockIn(kv)
  return block !== undefined && block.kind !== 'withdrawn'
}
