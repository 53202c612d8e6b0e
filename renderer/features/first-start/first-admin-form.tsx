import { type FormEvent, useState } from 'react'
import { setUp } from '../../stores/session'
import { refreshWelcome } from '../../stores/terminal'
import { type AccountDraft, accountProblems } from '../../ui/account'
import { Button } from '../../ui/button'
import { Card } from '../../ui/card'
import { FailureNotice } from '../../ui/failure-notice'
import { TextField } from '../../ui/field'
import { focusProblem } from '../../ui/focus-problem'
import { useAction } from '../../ui/use-action'
import { firstStartText as text } from './text'

const emptyDraft: AccountDraft = { name: '', username: '', password: '' }

async function makeAdmin(draft: AccountDraft): Promise<void> {
  try {
    await setUp({ ...draft, name: draft.name.trim(), username: draft.username.trim() })
  } finally {
    // Also when somebody else was first: this screen is then the wrong one.
    await refreshWelcome()
  }
}

/** The first admin of an empty cluster. */
export function FirstAdminForm() {
  const [draft, setDraft] = useState(emptyDraft)
  const [shown, setShown] = useState(false)
  const { state, busy, run } = useAction(makeAdmin)
  const problems = shown ? accountProblems(draft) : {}
  const set = (part: Partial<AccountDraft>) => setDraft({ ...draft, ...part })

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const found = accountProblems(draft)
    setShown(true)
    if (Object.keys(found).length === 0) void run(draft)
    else focusProblem(event.currentTarget, found)
  }

  return (
    <Card title={text.own}>
      <form onSubmit={submit} noValidate className="grid gap-4 p-4">
        <p className="text-ink-soft">{text.ownIntro}</p>
        <TextField
          label={text.name}
          value={draft.name}
          onValue={name => set({ name })}
          error={problems.name}
          name="name"
          autoComplete="name"
          autoFocus
        />
        <TextField
          label={text.username}
          value={draft.username}
          onValue={username => set({ username })}
          error={problems.username}
          name="username"
          hint={text.usernameHint}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
        />
        <TextField
          label={text.password}
          value={draft.password}
          onValue={password => set({ password })}
          error={problems.password}
          name="password"
          hint={text.passwordHint}
          type="password"
          autoComplete="new-password"
        />
        <FailureNotice state={state} />
        <Button type="submit" kind="primary" size="touch" busy={busy}>
          {text.submit}
        </Button>
      </form>
    </Card>
  )
}
