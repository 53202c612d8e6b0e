import type { ReactNode } from 'react'
import { Notice } from '../../../ui/banner'
import { Button } from '../../../ui/button'
import { Spinner } from '../../../ui/spinner'
import { failureSentence } from '../../../ui/text/failures'
import { ordersText } from '../text'
import type { StepState } from './step-store'
import { steps } from './steps'

/** What became of the step that was asked for: under way, done, refused, or being found out. */
export function StepCard({ state }: { state: StepState }) {
  switch (state.is) {
    case 'none':
    case 'sending':
      return null
    case 'checking':
      return (
        <Told tone="warn" title={ordersText.checking}>
          <span className="flex items-center gap-2">
            <Spinner size={14} />
            {ordersText.checkingWhy} {ordersText.tries(state.tries + 1)}
          </span>
        </Told>
      )
    case 'done':
      return (
        <Told tone="ok" title={state.step.did} canTidy>
          {state.checked && <p>{ordersText.doneBefore}</p>}
          {state.step.next && <p className="font-semibold text-ink text-tender">{state.step.next}</p>}
        </Told>
      )
    case 'not-done':
      return (
        <Told tone="danger" title={ordersText.notDone} canTidy>
          {ordersText.notDoneWhy}
        </Told>
      )
    case 'refused': {
      const { what, next } = failureSentence(state.failure)
      return (
        <Told tone="danger" title={what} canTidy>
          {next}
        </Told>
      )
    }
  }
}

function Told(props: {
  tone: 'ok' | 'warn' | 'danger'
  title: string
  canTidy?: boolean
  children: ReactNode
}) {
  const { tone, title, canTidy = false, children } = props
  return (
    <div className="mb-3">
      <Notice tone={tone} title={title}>
        {children}
        {canTidy && (
          <Button kind="quiet" size="small" className="-ml-2.5 mt-1" onClick={steps.clear}>
            {ordersText.tidy}
          </Button>
        )}
      </Notice>
    </div>
  )
}
