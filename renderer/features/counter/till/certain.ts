import { isRefusal } from '#shared/errors/refusals'
import { Disconnected } from '../../../transport/failures'

/** Whether `failure` says that nothing was done; everything else may have been carried out, or may still be. */
export function isCertain(failure: unknown): boolean {
  if (isRefusal(failure)) return failure.code !== 'OUTCOME_UNKNOWN'
  return failure instanceof Disconnected && !failure.sent
}

/**
 * Whether a basket whose opening failed may still open under its id. Where the terminal itself had no answer it never
 * uses that id again: what may still come dies with its lease.
 */
export function mayStillOpen(failure: unknown): boolean {
  return failure instanceof Disconnected && failure.sent
}
