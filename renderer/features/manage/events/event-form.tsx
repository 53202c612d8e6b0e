import { type FormEvent, type ReactNode, useState } from 'react'
import type { EventChoices } from '#shared/contract/make-events'
import { useTimeZone } from '../../../stores/terminal'
import { focusProblem } from '../../../ui/focus-problem'
import { AreaFields } from './area-fields'
import { DetailsFields } from './details-fields'
import type { EventDraft } from './draft'
import { draftProblems, type Standing } from './problems'
import { TicketFields } from './ticket-fields'

export interface EventFormProps {
  draft: EventDraft
  choices: EventChoices
  standing: Standing
  /** Ticket types that are made already. */
  made: ReadonlySet<string>
  /** Nothing of it can be changed any more. */
  locked?: boolean
  /** What stands beside the details. */
  aside?: ReactNode
  /** What stands under the form, where it is always seen: its buttons. */
  bar: ReactNode
  onDraft(draft: EventDraft): void
  /** The form was sent and is right. `how` is the value of the button that sent it. */
  onSend(how: string): void
}

/** An event as one form: what it is, its places, its tickets. */
export function EventForm(props: EventFormProps) {
  const { draft, choices, standing, made, locked = false, aside, bar, onDraft, onSend } = props
  const timeZone = useTimeZone()
  const [checked, setChecked] = useState(false)
  const problems = checked ? draftProblems(draft, { nowMs: Date.now(), timeZone, standing }) : {}
  const isClaimed = [...standing.claimed.values()].some(count => count > 0)

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const found = draftProblems(draft, { nowMs: Date.now(), timeZone, standing })
    setChecked(true)
    const form = event.currentTarget
    const button = (event.nativeEvent as SubmitEvent).submitter
    if (Object.keys(found).length > 0) {
      // A line that hides a field with a problem opens first.
      requestAnimationFrame(() => focusProblem(form, found))
      return
    }
    setChecked(false)
    onSend(button instanceof HTMLButtonElement ? button.value : '')
  }

  return (
    <form onSubmit={submit} noValidate autoComplete="off" className="-m-4 mt-0 flex min-h-0 grow flex-col">
      <div className="grid min-h-0 grow content-start gap-3 overflow-y-auto px-4 pb-4">
        <div
          className={
            aside ? 'grid grid-cols-[minmax(0,1fr)_280px] items-start gap-3' : 'grid max-w-190 gap-3'
          }
        >
          <fieldset disabled={locked} className="grid min-w-0 gap-3">
            <DetailsFields
              {...{ choices, problems }}
              details={draft.details}
              currencyFixed={isClaimed}
              onDetails={details => onDraft({ ...draft, details })}
            />
            <AreaFields
              {...{ choices, problems }}
              areas={draft.areas}
              claimed={standing.claimed}
              onAreas={areas => onDraft({ ...draft, areas })}
            />
            <TicketFields {...{ draft, choices, problems, made, onDraft }} />
          </fieldset>
          {aside}
        </div>
      </div>
      {bar}
    </form>
  )
}
