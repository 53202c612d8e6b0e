import { type FormEvent, useCallback, useState } from 'react'
import { Notice } from './banner'
import { Button } from './button'
import { FailureNotice } from './failure-notice'
import { TextField } from './field'
import { focusProblem } from './focus-problem'
import { pinText } from './text/pin'
import { useAction } from './use-action'

const digits = /^\d{4,8}$/

/** A new PIN, typed twice: nobody sees what they type. `onSet` rejects with what the terminal refused. */
export function PinForm({ onSet }: { onSet(pin: string): Promise<void> }) {
  const [draft, setDraft] = useState({ pin: '', repeat: '' })
  const [checked, setChecked] = useState(false)
  const [done, setDone] = useState(false)
  const problems = checked ? problemsOf(draft) : {}
  const action = useAction(
    useCallback(
      async (pin: string) => {
        await onSet(pin)
        setDraft({ pin: '', repeat: '' })
        setChecked(false)
        setDone(true)
      },
      [onSet],
    ),
  )

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const found = problemsOf(draft)
    setChecked(true)
    setDone(false)
    if (Object.keys(found).length === 0) void action.run(draft.pin)
    else focusProblem(event.currentTarget, found)
  }

  const field = (name: 'pin' | 'repeat') => ({
    ...{ name, label: pinText[name], value: draft[name], error: problems[name] },
    ...{ type: 'password', inputMode: 'numeric' as const, autoComplete: 'off', maxLength: 8 },
    onValue: (value: string) => setDraft({ ...draft, [name]: value }),
  })
  return (
    <form onSubmit={submit} noValidate className="grid gap-3 p-4">
      <TextField {...field('pin')} hint={pinText.pinHint} />
      <TextField {...field('repeat')} />
      <FailureNotice state={action.state} />
      {done && <Notice tone="ok" title={pinText.done} />}
      <Button type="submit" kind="primary" busy={action.busy}>
        {pinText.set}
      </Button>
    </form>
  )
}

function problemsOf({ pin, repeat }: { pin: string; repeat: string }): Partial<Record<string, string>> {
  return {
    ...(!digits.test(pin) && { pin: pinText.wrong }),
    ...(digits.test(pin) && pin !== repeat && { repeat: pinText.differs }),
  }
}
