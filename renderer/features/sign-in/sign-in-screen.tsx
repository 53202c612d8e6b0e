import { useTerminal } from '../../stores/terminal'
import { classes } from '../../ui/classes'
import { DemoUsers } from './demo-users'
import { SignInForm } from './sign-in-form'
import { Tonight } from './tonight'

/** In front of the counter: what is on tonight, and who is at this till. */
export function SignInScreen() {
  const welcome = useTerminal(state => state.welcome)
  if (!welcome) return null
  const isDemo = welcome.demoUsers.length > 0
  return (
    <main
      className={classes(
        'grid min-h-0 grow',
        isDemo ? 'grid-cols-[minmax(0,1fr)_344px_396px]' : 'grid-cols-[minmax(0,1fr)_440px]',
      )}
    >
      <Tonight welcome={welcome} />
      {isDemo && <DemoUsers users={welcome.demoUsers} />}
      <SignInForm terminalId={welcome.terminalId} />
    </main>
  )
}
