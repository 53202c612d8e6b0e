import { mayCall, type Role } from '#shared/domain/roles'
import { startConnection, useConnection } from '../transport'
import { followAside } from './aside'
import { followBaskets } from './baskets'
import { followEvents } from './events'
import { followExchange } from './exchange'
import { showHouse } from './house'
import { followPaper } from './paper'
import { resumeSession, useSession } from './session'
import { followStatus, refreshWelcomeUntilKnown, useTerminal } from './terminal'
import { followUnreadable } from './unreadable'

/** Opens the connection and keeps every store fed, for the life of the page. */
export function startStores(): void {
  followStatus()
  followEvents()
  followForUser()
  followWelcome()
  startConnection(resumeSession)
}

/** Follows what a signed-in user may see, while one is here. */
function followForUser() {
  let role: Role | undefined
  let stops: (() => void)[] = []
  useSession.subscribe(state => {
    const now = state.status === 'signed-in' ? state.user.role : undefined
    if (now === role) return
    role = now
    for (const stop of stops) stop()
    stops = feedsFor(role)
  })
}

function feedsFor(role: Role | undefined): (() => void)[] {
  const stops: (() => void)[] = []
  if (mayCall('cashier', role))
    stops.push(followBaskets(), followAside(), followPaper(), followExchange(), () => showHouse(undefined))
  if (mayCall('admin', role)) stops.push(followUnreadable())
  return stops
}

/** `welcome` has no feed of its own: the status says when it has become another. */
function followWelcome() {
  let attempt = new AbortController()
  const refresh = () => {
    attempt.abort()
    attempt = new AbortController()
    void refreshWelcomeUntilKnown(attempt.signal)
  }
  useConnection.subscribe(state => {
    if (state.status === 'connected') refresh()
  })
  useTerminal.subscribe((state, before) => {
    const phaseIsAnother = state.status?.phase !== before.status?.phase
    if (phaseIsAnother || state.status?.welcomeRevision !== before.status?.welcomeRevision) refresh()
  })
}
