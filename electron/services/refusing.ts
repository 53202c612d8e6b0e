import { Refusal } from '#shared/errors/refusals'
import { ClusterFailure } from '../cluster/model'

/** A call to the cluster that did not come back with a result, in the words a page understands. */
export function refusalOf(failure: ClusterFailure): Refusal {
  const because = { cause: failure }
  if (failure.reason === 'no-space') return new Refusal('STORAGE_FULL', {}, because)
  return failure.kind === 'outcome-unknown'
    ? new Refusal('OUTCOME_UNKNOWN', {}, because)
    : new Refusal('NO_QUORUM', {}, because)
}

/** Whether `error` says that a message may have been, or may still be, carried out. */
export function isUnanswered(error: unknown): error is ClusterFailure {
  return error instanceof ClusterFailure && error.kind === 'outcome-unknown'
}

/** Whether `error` says that the cluster took nothing and may take it later. */
export function isUnavailable(error: unknown): error is ClusterFailure {
  return error instanceof ClusterFailure && error.kind === 'unavailable'
}
