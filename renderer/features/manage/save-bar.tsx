import type { ReactNode } from 'react'
import { FailureNotice } from '../../ui/failure-notice'
import type { ActionState } from '../../ui/use-action'

/** What is under a form: how it stands, and its buttons. Always there, so that nothing moves when something changes. */
export function SaveBar({
  label,
  says,
  state,
  children,
}: {
  label: string
  says: ReactNode
  state: ActionState
  children: ReactNode
}) {
  return (
    <section aria-label={label} className="shrink-0 border-line border-t bg-surface px-4 py-2.5">
      {state.status === 'failed' && (
        <div className="pb-2.5">
          <FailureNotice state={state} />
        </div>
      )}
      <div className="flex items-center gap-2">
        <p role="status" className="min-w-0 grow truncate text-ink-soft">
          {says}
        </p>
        {children}
      </div>
    </section>
  )
}
