import { CSPProvider } from '@base-ui/react/csp-provider'
import { Router } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { FirstStartScreen } from '../features/first-start/first-start-screen'
import { SignInScreen } from '../features/sign-in/sign-in-screen'
import { StartingScreen } from '../features/starting/starting-screen'
import { useSession } from '../stores/session'
import { useTerminal } from '../stores/terminal'
import { hasAccess, useConnection } from '../transport'
import { Banners } from './banners'
import { ErrorBoundary } from './error-boundary'
import { Connecting, NoKey } from './plain-pages'
import { Shell } from './shell'

/** The page: the shell with its screens, or what stands in front of them. */
export function App() {
  return (
    <CSPProvider disableStyleElements>
      <Router hook={useHashLocation}>
        <ErrorBoundary>{hasAccess() ? <Gate /> : <NoKey />}</ErrorBoundary>
      </Router>
    </CSPProvider>
  )
}

/** What this page can show at all, before it comes to screens. */
function Gate() {
  const connecting = useConnection(state => state.status !== 'connected')
  const session = useSession()
  const phase = useTerminal(state => state.status?.phase)
  const welcome = useTerminal(state => state.welcome)

  if (session.status === 'signed-in' && welcome) return <Shell user={session.user} />
  if (!welcome || session.status === 'unknown') {
    if (connecting && !phase) return <Connecting />
    return <StartingScreen />
  }
  return (
    <div className="flex h-full flex-col">
      <Banners />
      {welcome.empty ? <FirstStartScreen /> : <SignInScreen />}
    </div>
  )
}
