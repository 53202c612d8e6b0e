import { Refusal } from '#shared/errors/refusals'
import { ClusterFailure } from '../cluster/model'

/** A call to the cluster that did not come back with a result, in the words a page understands. */
export function refusalOf(failure: ClusterFailure): Refusal {
  const because = { cause: failure }
  // A supervisor, or the end of its time, took the basket that hung on it.
  if (failure.reason === 'lease-not-found') return new Refusal('BASKET_CHANGED', {}, because)
  // Even "no space" may come after the write was applied: what is unknown stays unknown.
  if (failure.kind === 'outcome-unknown') return new Refusal('OUTCOME_UNKNOWN', {}, because)
  if (failure.reason === 'no-space') return new Refusal('STORAGE_FULL', {}, because)
  if (failure.kind === 'unavailable') return new Refusal('NO_QUORUM', {}, because)
  const mayNot = failure.reason === 'permission-denied'
  return new Refusal('CLUSTER_REFUSED', { why: mayNot ? 'not-allowed' : 'not-accepted' }, because)
}

/** Whether `error` says that a message may have been, or may still be, carried out. */
export function isUnanswered(error: unknown): error is ClusterFailure {
  return error instanceof ClusterFailure && error.kind === 'outcome-unknown'
}

/**
 * What ended a try, while a copy of an earlier one may still arrive: that this try changed nothing says nothing of what
 * becomes of the whole.
 */
export function unknownAfter(error: unknown): unknown {
  if (!(error instanceof ClusterFailure) || error.kind === 'outcome-unknown') return error
  return new ClusterFailure('outcome-unknown', error.message, undefined, { cause: error })
}
