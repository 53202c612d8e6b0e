import { type FormEvent, useCallback, useRef, useState } from 'react'
import type { UserSummary } from '#shared/contract/users'
import type { Role } from '#shared/domain/roles'
import { terminal } from '../../../transport'
import { type AccountDraft, accountProblems } from '../../../ui/account'
import { Notice } from '../../../ui/banner'
import { Button } from '../../../ui/button'
import { Card } from '../../../ui/card'
import { FailureNotice } from '../../../ui/failure-notice'
import { TextField } from '../../../ui/field'
import { focusProblem } from '../../../ui/focus-problem'
import { Select } from '../../../ui/select'
import { commonText } from '../../../ui/text/common'
import { useAction } from '../../../ui/use-action'
import { adminText } from '../text'

const text = adminText.users

interface Draft extends AccountDraft {
  role: Role
}

const emptyDraft: Draft = { name: '', username: '', role: 'cashier', password: '' }
const roles: readonly Role[] = ['cashier', 'manager', 'admin', 'customer']

/** One more user. After it is made the form is empty again for the next one. */
export function NewUserForm({ onMade }: { onMade(user: UserSummary): void }) {
  const [draft, setDraft] = useState<Draft>(emptyDraft)
  const [checked, setChecked] = useState(false)
  const nameInput = useRef<HTMLInputElement>(null)
  const [made, setMade] = useState<UserSummary>()
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const problems = checked ? accountProblems(draft) : {}

  const action = useAction(
    useCallback(
      async ({ name, username, role, password }: Draft) => {
        const user = await terminal.users.create({
          name: name.trim(),
          username: username.trim(),
          role,
          password,
        })
        setDraft(emptyDraft)
        setChecked(false)
        setMade(user)
        onMade(user)
        nameInput.current?.focus()
      },
      [onMade],
    ),
  )

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const found = accountProblems(draft)
    setMade(undefined)
    setChecked(true)
    if (Object.keys(found).length === 0) void action.run(draft)
    else focusProblem(event.currentTarget, found)
  }

  return (
    <Card title={text.newUser}>
      <form onSubmit={submit} noValidate autoComplete="off" className="grid gap-3 p-4">
        <TextField
          label={text.name}
          value={draft.name}
          onValue={name => set({ name })}
          error={problems.name}
          name="name"
          ref={nameInput}
        />
        <TextField
          label={text.username}
          value={draft.username}
          onValue={username => set({ username })}
          error={problems.username}
          name="username"
          autoCapitalize="none"
          spellCheck={false}
        />
        <div className="grid gap-1">
          <Select
            label={text.role}
            value={draft.role}
            onValue={role => set({ role })}
            options={roles.map(value => ({ value, label: commonText.roles[value] }))}
          />
          <p className="text-ink-faint text-meta">{text.roleHint[draft.role]}</p>
        </div>
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
        <FailureNotice state={action.state} />
        {made && <Notice tone="ok" title={text.made(made.name)} />}
        <Button type="submit" kind="primary" busy={action.busy}>
          {text.create}
        </Button>
      </form>
    </Card>
  )
}
