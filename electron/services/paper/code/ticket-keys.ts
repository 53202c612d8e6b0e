import type { TicketKeysOf } from '#shared/contract/paper'
import type { SessionUser } from '#shared/contract/session'
import { Refusal } from '#shared/errors/refusals'
import type { Connection } from '../../../cluster/model'
import { put, unchanged } from '../../../cluster/txn'
import { keyspace, type StoredTerminal } from '../../../keyspace'
import type { ReplicaState } from '../../../replica'
import type { Book } from '../../book'
import { type Clock, instantOf } from '../../clock'

type Actor = Pick<SessionUser, 'username'>

const editTries = 5

/** Every terminal's ticket keys, as this terminal knows them; the newest key of each first. */
export function ticketKeysOf(state: ReplicaState, ownId: string): TicketKeysOf[] {
  return [...state.terminals.values()]
    .map(({ terminalId, name, ticketKeys = [] }) => ({
      ...{ terminalId, name, isOwn: terminalId === ownId },
      keys: [...ticketKeys].reverse(),
    }))
    .sort((a, b) => a.terminalId.localeCompare(b.terminalId))
}

/**
 * Revokes a key of any terminal, its reason in the audit trail: what it signs from now on lets nobody in, and a terminal
 * whose newest key it was signs no more (terminal-key.ts). A key that is revoked stays as it was.
 * @throws Refusal `NOT_FOUND`, `EDITED_MEANWHILE`
 */
export async function revokeTicketKey(
  { connection, book, clock }: { connection: Connection; book: Book; clock: Clock },
  by: Actor,
  step: { operationId: string; terminalId: string; publicKey: string; reason: string },
): Promise<void> {
  const { operationId, terminalId, publicKey, reason } = step
  const key = keyspace.terminal.key(terminalId)
  for (let tries = 0; tries < editTries; tries++) {
    const kv = await connection.get(key)
    const terminal = kv && keyspace.terminal.edit(kv)
    const found = terminal?.ticketKeys?.find(each => each.publicKey === publicKey)
    if (!kv || !terminal || !found) throw new Refusal('NOT_FOUND', { what: 'ticket key', id: publicKey })
    if (found.revokedAt) return
    const revoked = { ...found, revokedAt: instantOf(clock), revokedBy: by.username, reason }
    const { succeeded } = await book.administer({
      operationId,
      compare: [unchanged(key, kv.modRevision)],
      success: [put(key, keyspace.terminal.encode(withKey(terminal, found, revoked)))],
      entry: {
        actor: by.username,
        action: 'ticket-key-revoked',
        subject: key,
        detail: { publicKey, reason },
      },
    })
    if (succeeded) return
  }
  throw new Refusal('EDITED_MEANWHILE', { what: terminalId })
}

type StoredKey = NonNullable<StoredTerminal['ticketKeys']>[number]

const withKey = (terminal: StoredTerminal, from: StoredKey, to: StoredKey): StoredTerminal => ({
  ...terminal,
  ticketKeys: (terminal.ticketKeys ?? []).map(each => (each === from ? to : each)),
})
