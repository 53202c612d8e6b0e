import type { AreaCounts } from '#shared/contract/system'
import type { Connection } from '../../cluster/model'
import { keyspace } from '../../keyspace'
import { openWindow } from '../../testing/window'
import { CommandFailure } from '../command'
import type { Violation } from './rule'

/** What is checked when terminals are named. */
export const terminalCountsRule = {
  name: 'terminal-counts',
  sentence: 'What a terminal shows as taken of an area is what the cluster has, at the revision it shows.',
}

const kinds = ['held', 'reserved', 'sold', 'blocked'] as const
const kindOf = { hold: 'held', reservation: 'reserved', sale: 'sold', block: 'blocked' } as const

/**
 * Asks running terminals what they show, and counts the cluster's claims at the same revision.
 * @param addresses as a browser would open them, with their token
 * @throws CommandFailure when a terminal does not answer
 */
export async function* miscounts(
  connection: Connection,
  addresses: readonly string[],
): AsyncGenerator<Violation> {
  for (const address of addresses) {
    const { terminalId, revision, areas } = await countsAt(address)
    const shown = new Map(areas.map(area => [areaKey(area), area]))
    const stored = await countClaims(connection, revision)
    for (const key of new Set([...shown.keys(), ...stored.keys()])) {
      const differing = kinds.filter(kind => (shown.get(key)?.[kind] ?? 0) !== (stored.get(key)?.[kind] ?? 0))
      if (differing.length === 0) continue
      const detail = differing
        .map(kind => `${shown.get(key)?.[kind] ?? 0} ${kind} shown, ${stored.get(key)?.[kind] ?? 0} stored`)
        .join('; ')
      yield {
        rule: terminalCountsRule.name,
        keys: [key, keyspace.terminal.key(terminalId)],
        detail: `${terminalId} at revision ${revision}: ${detail}`,
      }
    }
  }
}

async function countsAt(address: string) {
  try {
    const window = await openWindow(address)
    try {
      return await window.terminal.system.counts()
    } finally {
      await window.close()
    }
  } catch (error) {
    throw new CommandFailure(
      `The terminal at ${new URL(address).origin} does not say what it shows: ${error}`,
    )
  }
}

async function countClaims(connection: Connection, revision: number): Promise<Map<string, AreaCounts>> {
  const counts = new Map<string, AreaCounts>()
  for await (const { kvs } of connection.pages(keyspace.claim.prefix(), { revision })) {
    for (const kv of kvs) {
      const [eventId = '', areaId = ''] = keyspace.claim.parts(kv.key) ?? []
      const key = keyspace.area.key(eventId, areaId)
      const area = counts.get(key) ?? { eventId, areaId, held: 0, reserved: 0, sold: 0, blocked: 0 }
      counts.set(key, area)
      const decoded = keyspace.claim.decode(kv.value)
      // A claim that nobody can read still takes its slot: it is shown as blocked.
      area[decoded.ok ? kindOf[decoded.value.state] : 'blocked'] += 1
    }
  }
  return counts
}

const areaKey = ({ eventId, areaId }: AreaCounts) => keyspace.area.key(eventId, areaId)
