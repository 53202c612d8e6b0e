import type { Welcome } from '#shared/contract/system'
import { keyspace } from './keyspace'
import { houseCharges, type ReplicaState, venueOf } from './replica'

/** What a page is told before anybody signed in. Passwords stand here only for a cluster of demonstration data. */
export function welcomeOf(state: ReplicaState, terminal: { version: string; terminalId: string }): Welcome {
  const setting = <T>(key: string) => state.settings.get(key) as T | undefined
  const venue = venueOf(state)
  const demo = setting<{ users: { username: string; password: string }[] }>(keyspace.config.demo.key())
  return {
    ...terminal,
    venueName: venue?.name,
    timeZone: venue?.timeZone ?? 'UTC',
    charges: houseCharges(state),
    cardDevice: state.terminals.get(terminal.terminalId)?.cardDevice ?? 'manual',
    empty: state.staff.size === 0,
    demoUsers: (demo?.users ?? []).flatMap(({ username, password }) => {
      const user = state.staff.get(username)
      return user ? [{ username, password, name: user.name, role: user.role }] : []
    }),
  }
}
