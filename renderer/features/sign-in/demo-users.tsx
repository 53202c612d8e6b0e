import { useCallback, useState } from 'react'
import type { Welcome } from '#shared/contract/system'
import { signIn } from '../../stores/session'
import { classes } from '../../ui/classes'
import { FailureNotice } from '../../ui/failure-notice'
import { Spinner } from '../../ui/spinner'
import { commonText } from '../../ui/text/common'
import { useAction } from '../../ui/use-action'
import { signInText as text } from './text'

type DemoUser = Welcome['demoUsers'][number]

/** One button a demonstration user: pressing it signs them in. Only a demonstration data folder has any. */
export function DemoUsers({ users }: { users: readonly DemoUser[] }) {
  const [chosen, setChosen] = useState<string>()
  const action = useAction(useCallback((user: DemoUser) => signIn(user.username, user.password), []))
  return (
    <section className="flex min-h-0 flex-col overflow-y-auto border-line border-l bg-surface px-6 pt-8 pb-6">
      <h2 className="text-title">{text.who}</h2>
      <p className="mt-0.5 text-ink-faint text-meta">{text.demo}</p>
      <ul className="my-4 grid gap-2">
        {users.map(user => (
          <li key={user.username}>
            <button
              type="button"
              disabled={action.busy}
              aria-label={text.signInAs(user.name, commonText.roles[user.role])}
              onClick={() => {
                setChosen(user.username)
                void action.run(user)
              }}
              className={classes(
                'flex h-16 w-full items-center gap-3 rounded-card border border-line bg-surface px-3 text-left transition-colors',
                'enabled:hover:border-accent-line enabled:hover:bg-accent-soft disabled:cursor-default',
              )}
            >
              <Initials name={user.name} />
              <span className="min-w-0 grow">
                <b className="block truncate text-panel">{user.name}</b>
                <span className="block text-ink-faint text-meta">{commonText.roles[user.role]}</span>
              </span>
              {action.busy && chosen === user.username && <Spinner />}
            </button>
          </li>
        ))}
      </ul>
      <FailureNotice state={action.state} />
    </section>
  )
}

function Initials({ name }: { name: string }) {
  const words = name.split(/\s+/)
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(word => word?.charAt(0) ?? '')
  return (
    <span
      aria-hidden
      className="grid size-9 shrink-0 place-items-center rounded-full bg-hover font-[650] text-ink-soft"
    >
      {letters.join('').toUpperCase()}
    </span>
  )
}
