import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTimeZone } from '../../../stores/terminal'
import { Button } from '../../../ui/button'
import { dayAndTime } from '../../../ui/dates'
import { controlLook, TextField } from '../../../ui/field'
import { instantAt, localAt } from '../../../ui/local-time'
import type { Account } from '../rules/account'
import { type UntilChoice, untilChoices } from '../rules/reserve-until'
import { counterText } from '../text'
import { useTill } from '../till'
import { reserve } from './acts'
import { ChoiceRow } from './choice-row'
import { Problem, TenderPanel } from './panel'
import { tenderText } from './text'

const text = tenderText.reserve
const mostName = 80

const nameOf = (choice: UntilChoice) =>
  choice.kind === 'before' ? text.beforeStart(choice.minutes) : text.inHours(choice.hours)

/** Places kept until a time for somebody who comes to pay and fetch them. */
export function ReservePanel({ account, isShown }: { account: Account; isShown: boolean }) {
  const timeZone = useTimeZone()
  const isOpen = useTill(state => state.sale.step === 'open')
  // The choices stand still while the form is open: a minute that passes moves nothing under a finger.
  const [openedAt] = useState(() => Date.now())
  const starts = account.groups.map(group => group.eventStart)
  const choices = untilChoices(starts, openedAt)
  const [until, setUntil] = useState(() => localAt(choices[0]?.at ?? openedAt + 3_600_000, timeZone))
  const [name, setName] = useState('')
  const [isTried, setTried] = useState(false)
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])

  const at = instantAt(until, timeZone)
  const isPast = at === undefined || at <= Date.now()
  const isLate = at !== undefined && starts.some(start => Date.parse(start) < at)
  const nameProblem =
    name.trim() === ''
      ? isTried
        ? text.whoMissing
        : undefined
      : name.trim().length > mostName
        ? text.nameTooLong(mostName)
        : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (isPast || name.trim() === '' || nameProblem) return
    reserve(new Date(at).toISOString(), name.trim())
  }
  const chosen = choices.find(choice => localAt(choice.at, timeZone) === until)?.at
  return (
    <TenderPanel title={text.title} isShown={isShown}>
      <form onSubmit={submit} className="grid grid-cols-1 gap-1.5">
        <TextField
          ref={first}
          label={text.who}
          value={name}
          onValue={setName}
          error={nameProblem}
          size="touch"
          autoComplete="off"
        />
        <ChoiceRow
          label={text.until}
          choices={choices.map(choice => ({ value: choice.at, name: nameOf(choice) }))}
          chosen={chosen}
          onChoose={value => setUntil(localAt(value, timeZone))}
        />
        <label className="flex items-center gap-2">
          <span className="shrink-0 text-label">{text.until}</span>
          <input
            type="datetime-local"
            value={until}
            onChange={event => setUntil(event.target.value)}
            className={`${controlLook} h-11 tabular-nums`}
          />
        </label>
        <Problem>{isPast ? text.past : undefined}</Problem>
        {isLate && !isPast && <p className="text-meta text-warn">{text.afterStart}</p>}
        <p className="text-ink-faint text-meta">{text.unpaid}</p>
        <Button
          type="submit"
          kind="primary"
          size="tender"
          keys={counterText.keys.enter}
          busy={!isOpen}
          disabled={isPast}
        >
          <span className="grow text-left">
            {isPast ? text.doBare : text.do(dayAndTime(at, Date.now(), timeZone))}
          </span>
        </Button>
      </form>
    </TenderPanel>
  )
}
