import { type FormEvent, useCallback, useRef, useState } from 'react'
import { isRefusal } from '#shared/errors/refusals'
import { signIn } from '../../stores/session'
import { Notice } from '../../ui/banner'
import { Button } from '../../ui/button'
import { useCountdown } from '../../ui/countdown'
import { FailureNotice } from '../../ui/failure-notice'
import { TextField } from '../../ui/field'
import { failureSentence } from '../../ui/text/failures'
import { type ActionState, useAction } from '../../ui/use-action'
import { signInText as text } from './text'

/** Username and password. After too many wrong ones it counts down to the next try. */
export function SignInForm({ terminalId }: { terminalId: string }) {
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [missing, setMissing] = useState<'username' | 'password'>()
  const [capsLock, setCapsLock] = useState(false)
  const usernameInput = useRef<HTMLInputElement>(null)
  const passwordInput = useRef<HTMLInputElement>(null)
  const { pausedSeconds, pause } = usePause(username)

  const action = useAction(
    useCallback(async () => {
      try {
        await signIn(username.trim(), password)
      } catch (failure) {
        if (isRefusal(failure, 'SIGN_IN_PAUSED')) pause(failure.data.retryAfterMs)
        throw failure
      }
    }, [username, password, pause]),
  )

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (pausedSeconds > 0) return
    const empty = username.trim() === '' ? 'username' : password === '' ? 'password' : undefined
    setMissing(empty)
    if (empty === 'username') usernameInput.current?.focus()
    else if (empty === 'password' || !(await action.run())) passwordInput.current?.select()
  }

  return (
    <form
      onSubmit={event => void submit(event)}
      onKeyUp={event => setCapsLock(event.getModifierState('CapsLock'))}
      noValidate
      className="flex min-h-0 flex-col gap-4 overflow-y-auto border-line border-l bg-surface px-10 pt-8 pb-6"
    >
      <header>
        <h2 className="text-title">{text.title}</h2>
        <p className="mt-0.5 text-ink-faint text-meta">{text.till(terminalId)}</p>
      </header>
      <TextField
        label={text.username}
        value={username}
        onValue={setUsername}
        error={missing === 'username' ? text.usernameMissing : undefined}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        ref={usernameInput}
        size="touch"
      />
      <TextField
        label={text.password}
        value={password}
        onValue={setPassword}
        error={missing === 'password' ? text.passwordMissing : undefined}
        hint={capsLock ? text.capsLock : undefined}
        type="password"
        name="password"
        autoComplete="current-password"
        ref={passwordInput}
        size="touch"
      />
      <SignInFailure state={action.state} paused={pausedSeconds > 0} />
      <Button
        type="submit"
        kind="primary"
        size="tender"
        keys="Enter"
        busy={action.busy}
        disabled={pausedSeconds > 0}
      >
        {pausedSeconds > 0 ? text.paused(pausedSeconds) : text.submit}
      </Button>
    </form>
  )
}

/** A pause is said only while it lasts; the button counts it down. */
function SignInFailure({ state, paused }: { state: ActionState; paused: boolean }) {
  if (state.status !== 'failed' || !isRefusal(state.failure, 'SIGN_IN_PAUSED'))
    return <FailureNotice state={state} />
  return paused && <Notice tone="danger" title={failureSentence(state.failure).what} />
}

/** The time in which no try for `username` is taken, by this page's monotonic clock. */
function usePause(username: string) {
  const [paused, setPaused] = useState({ username: '', until: 0 })
  const leftMs = useCountdown(paused.username === username ? paused.until : 0)
  const pause = useCallback(
    (ms: number) => setPaused({ username, until: performance.now() + ms }),
    [username],
  )
  return { pausedSeconds: Math.ceil(leftMs / 1_000), pause }
}
