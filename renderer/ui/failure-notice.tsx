import { Notice } from './banner'
import { failureSentence } from './text/failures'
import type { ActionState } from './use-action'

/** Why an action failed and what to do next; nothing while it has not. */
export function FailureNotice({ state }: { state: ActionState }) {
  if (state.status !== 'failed') return null
  const { what, next } = failureSentence(state.failure)
  return (
    <Notice tone="danger" title={what}>
      {next}
    </Notice>
  )
}
