import type { KeyValue } from '../cluster/model'
import { type Claim, keyspace } from '../keyspace'
import type { ReplicaState } from './state'

type Ends = Pick<ReplicaState, 'timedBlocks' | 'reservations'>

/** Keeps what a claim says of an end: a block's own, or that its order may be a reservation. */
export function noteClaim(state: Ends, kv: KeyValue, claim: Claim | undefined): void {
  if (claim?.state === 'block' && claim.releaseAt)
    state.timedBlocks.set(kv.key, { releaseAt: claim.releaseAt, modRevision: kv.modRevision })
  else if (state.timedBlocks.size > 0) state.timedBlocks.delete(kv.key)
  if (claim?.state !== 'reservation') return
  // The snapshot does not read orders, of which there are many: its claims say which to look for.
  const key = keyspace.order.key(claim.orderId)
  if (!state.reservations.has(key)) state.reservations.set(key, undefined)
}

/** As it stands in the text of every reserved order, whoever wrote it; few others are parsed for it. */
const reservedText = '"status":"reserved"'

/**
 * Keeps an order's end while it is reserved. Orders are long and pass by at every sale of every till: only one whose text
 * says so is taken apart.
 */
export function noteOrder(state: Ends, kv: KeyValue): void {
  const decoded = kv.value.includes(reservedText) ? keyspace.order.decode(kv.value) : undefined
  const order = decoded?.ok ? decoded.value : undefined
  if (order?.status === 'reserved') {
    const { reservedUntil: until } = order
    state.reservations.set(kv.key, until ? { until, modRevision: kv.modRevision } : undefined)
  } else if (state.reservations.size > 0) state.reservations.delete(kv.key)
}
