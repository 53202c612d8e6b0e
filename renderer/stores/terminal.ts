import { create } from 'zustand'
import type { TerminalStatus, Welcome } from '#shared/contract/system'
import { isRefusal } from '#shared/errors/refusals'
import { Disconnected, isCallFailure, pause, terminal } from '../transport'
import { followFeed } from './follow-feed'

/** This terminal, by its own words: how it is (`status`, live) and who it is (`welcome`). */
export interface TerminalState {
  status: TerminalStatus | undefined
  welcome: Welcome | undefined
}

export const useTerminal = create<TerminalState>(() => ({ status: undefined, welcome: undefined }))

/** The IANA zone of the venue, in which every date and time is shown; the computer's own until it is known. */
export const useTimeZone = (): string => useTerminal(state => state.welcome?.timeZone ?? ownTimeZone)

const ownTimeZone = Intl.DateTimeFormat().resolvedOptions().timeZone

export function followStatus(): () => void {
  const set = (status: TerminalStatus) => useTerminal.setState({ status })
  return followFeed({
    open: (resume, signal) => terminal.system.status({ resume }, { signal }),
    onSnapshot: set,
    onChange: set,
  })
}

/** Asks anew who this terminal is. @throws a `CallFailure` */
export async function refreshWelcome(): Promise<void> {
  useTerminal.setState({ welcome: await terminal.system.welcome() })
}

const retryMs = 250

/** Asks again while the terminal cannot say (it is starting); gives up without a connection: the next one asks. */
export async function refreshWelcomeUntilKnown(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      return await refreshWelcome()
    } catch (error) {
      if (!isCallFailure(error)) throw error
      if (error instanceof Disconnected) return
      // It was started anew: who it was before says nothing about now.
      if (isRefusal(error, 'STARTING')) useTerminal.setState({ welcome: undefined })
      await pause(retryMs, signal)
    }
  }
}
