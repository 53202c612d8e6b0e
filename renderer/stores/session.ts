import { create } from 'zustand'
import type { TerminalClient } from '#shared/contract/index'
import type { SessionUser } from '#shared/contract/session'
import type { Refusal } from '#shared/errors/refusals'
import { Disconnected, terminal } from '../transport'

/** Who is at this till. `unknown` until the terminal has been asked whether an earlier session still lives. */
export type SessionState =
  | { status: 'unknown' }
  | { status: 'signed-out' }
  | { status: 'signed-in'; user: SessionUser }

export const useSession = create<SessionState>(() => ({ status: 'unknown' }))

/** The user who is signed in, as a hook. */
export const useUser = (): SessionUser | undefined =>
  useSession(state => (state.status === 'signed-in' ? state.user : undefined))

// For this tab only, so that a reload does not sign anybody out.
const storageName = 'ticketcd.session'

/** @throws what `session.signIn` of the contract refuses with. */
export async function signIn(username: string, password: string): Promise<void> {
  begin(await terminal.session.signIn({ username, password }))
}

/** Makes the first admin of an empty cluster and signs them in. */
export async function setUp(input: { username: string; name: string; password: string }): Promise<void> {
  begin(await terminal.session.setUp(input))
}

/** Fills an empty cluster with the demonstration house; afterwards one of its users can sign in. */
export async function setUpDemo(): Promise<void> {
  await terminal.session.setUpDemo()
}

/** Leaves this till. The page forgets the session even when the terminal cannot be told. */
export async function signOut(): Promise<void> {
  const told = terminal.session.signOut()
  forgetSession()
  await told
}

/** What a page says first on a new connection: it goes on with its session, if that still lives. */
export async function resumeSession(client: TerminalClient): Promise<void> {
  const token = sessionStorage.getItem(storageName)
  if (!token) return forgetSession()
  try {
    begin(await client.session.resume({ token }))
  } catch (error) {
    if (error instanceof Disconnected) throw error
    forgetSession()
  }
}

function forgetSession(): void {
  sessionStorage.removeItem(storageName)
  useSession.setState({ status: 'signed-out' }, true)
}

/** A feed that only a signed-in user gets was refused: then nobody is, whatever this page thought. */
export function feedRefused(refusal: Refusal): void {
  if (refusal.code === 'NOT_SIGNED_IN') forgetSession()
  else reportError(refusal)
}

function begin(session: { token: string; user: SessionUser }) {
  sessionStorage.setItem(storageName, session.token)
  useSession.setState({ status: 'signed-in', user: session.user }, true)
}
