import { Refusal } from '#shared/errors/refusals'
import { Disconnected } from '../../transport/failures'
import { refusalSentence, type Sentence } from './refusals'

/** Whatever a call to the terminal rejected with, in words. */
export function failureSentence(failure: unknown): Sentence {
  if (failure instanceof Refusal) return refusalSentence(failure)
  if (failure instanceof Disconnected) {
    return failure.sent
      ? {
          what: 'The connection to the till broke before the answer came: it may have been done, or not.',
          next: 'Wait until it is back and look at what the screen shows before doing it again.',
        }
      : {
          what: 'There is no connection to the till.',
          next: 'Nothing was sent. It reconnects by itself; then do it again.',
        }
  }
  return {
    what: 'Something went wrong inside the till.',
    next: 'Try it once more. If it happens again, call an admin: the log of this till says what it was.',
  }
}
