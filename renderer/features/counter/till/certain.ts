import { isRefusal } from '#shared/errors/refusals'
import { Disconnected } from '../../../transport/failures'

/** Whether `failure` says that nothing was done; everything else may have been carried out, or may still be. */
export function isCertain(failure: unknown): boolean {
  if (isRefusal(failure)) return failure.code !== 'OUTCOME_UNKNOWN'
  return failure instanceof Disconnected && !failure.sent
}
