import type { Message, State, Txn } from './state'

/*
 * What the model needs of etcd: transactions, and leases that take their keys along.
 */

/** Carries a transaction out, or refuses it: a compare does not hold, or a lease has ended. */
export function carryOut(state: State, txn: Txn): { state: State; succeeded: boolean } {
  if (!holds(state, txn)) return { state, succeeded: false }
  const revision = state.revision + 1
  const keys = { ...state.keys }
  for (const name of txn.remove) delete keys[name]
  for (const { key, value, lease } of txn.put) keys[key] = { value, revision, lease }
  return { state: { ...state, keys, revision }, succeeded: true }
}

function holds(state: State, txn: Txn): boolean {
  const compared = txn.compare.every(({ key, revision }) => {
    const now = state.keys[key]?.revision ?? 0
    return revision === 'present' ? now > 0 : now === revision
  })
  return compared && txn.put.every(({ lease }) => lease === 0 || state.leases.includes(lease))
}

export function grantLease(state: State): { state: State; lease: number } {
  const lease = state.lastLease + 1
  return { state: { ...state, lastLease: lease, leases: [...state.leases, lease] }, lease }
}

/** A lease ends by time or because it is revoked; its keys go at one revision. */
export function endLease(state: State, ended: number): State {
  return {
    ...state,
    revision: state.revision + 1,
    leases: state.leases.filter(lease => lease !== ended),
    keys: Object.fromEntries(Object.entries(state.keys).filter(([, entry]) => entry.lease !== ended)),
  }
}

/** Whether a late copy can never be carried out: a revision never comes back, and neither does a lease. */
export function isDead(state: State, { txn }: Message): boolean {
  return (
    txn.put.some(({ lease }) => lease !== 0 && !state.leases.includes(lease)) ||
    txn.compare.some(
      ({ key, revision }) =>
        typeof revision === 'number' && revision > 0 && state.keys[key]?.revision !== revision,
    )
  )
}
