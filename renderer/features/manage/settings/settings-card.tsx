import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from '../../../ui/button'
import { Card } from '../../../ui/card'
import { FailureNotice } from '../../../ui/failure-notice'
import { focusProblem } from '../../../ui/focus-problem'
import type { ActionState } from '../../../ui/use-action'
import { settingsText } from '../text/settings'

export type Problems = Partial<Record<string, string>>

export interface SettingsCardProps {
  title: string
  /** Says something else than what is in force: only then it can be saved. */
  isDirty: boolean
  state: ActionState
  /** What is wrong with what is typed, by the name of the field. */
  findProblems(): Problems
  onSave(): Promise<unknown>
  /** Where it is this till's own: without it, every till has it. */
  ofTill?: boolean
  aside?: ReactNode
  /** Beside the button that saves. */
  actions?: ReactNode
  /** Nobody here may change it. */
  locked?: string | undefined
  children(problems: Problems): ReactNode
}

/** A group of settings that is saved as one. */
export function SettingsCard(props: SettingsCardProps) {
  const { title, isDirty, state, findProblems, onSave, ofTill, aside, actions, locked, children } = props
  const [checked, setChecked] = useState(false)
  const [saved, setSaved] = useState(false)
  const problems = checked ? findProblems() : {}

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const found = findProblems()
    setChecked(true)
    setSaved(false)
    if (Object.keys(found).length > 0) return focusProblem(event.currentTarget, found)
    setChecked(false)
    setSaved((await onSave()) === true)
  }

  return (
    <Card title={title} aside={aside}>
      <form onSubmit={event => void submit(event)} noValidate autoComplete="off">
        <fieldset disabled={locked !== undefined} className="grid grid-cols-2 gap-3 p-4">
          <legend className="sr-only">{title}</legend>
          {children(problems)}
        </fieldset>
        {state.status === 'failed' && (
          <div className="px-4 pb-3">
            <FailureNotice state={state} />
          </div>
        )}
        <div className="flex min-h-12 items-center gap-2 rounded-b-card border-line border-t bg-sunken px-4">
          <p role="status" className="min-w-0 grow truncate text-ink-soft">
            {locked ?? (saved && !isDirty ? (ofTill ? settingsText.savedHere : settingsText.saved) : '')}
          </p>
          {actions}
          {locked === undefined && (
            <Button type="submit" kind="primary" disabled={!isDirty} busy={state.status === 'busy'}>
              {settingsText.save}
            </Button>
          )}
        </div>
      </form>
    </Card>
  )
}
