import type { SessionUser } from '#shared/contract/session'
import type { CardDeviceKind } from '#shared/domain/card-device'
import { Refusal } from '#shared/errors/refusals'
import type { Connection } from '../../cluster/model'
import { put, unchanged } from '../../cluster/txn'
import { keyspace } from '../../keyspace'
import type { Book } from '../book'

const editTries = 5

/** Says what this till's card payments ask from now on, in its permanent record. @throws Refusal `EDITED_MEANWHILE` */
export async function setCardDevice(
  { connection, book, terminalId }: { connection: Connection; book: Book; terminalId: string },
  by: Pick<SessionUser, 'username'>,
  { operationId, kind }: { operationId: string; kind: CardDeviceKind },
): Promise<void> {
  const key = keyspace.terminal.key(terminalId)
  for (let tries = 0; tries < editTries; tries++) {
    const kv = await connection.get(key)
    if (!kv) throw new Error(`terminal ${terminalId} is not enrolled`)
    const { succeeded } = await book.administer({
      operationId,
      compare: [unchanged(key, kv.modRevision)],
      success: [put(key, keyspace.terminal.encode({ ...keyspace.terminal.edit(kv), cardDevice: kind }))],
      entry: { actor: by.username, action: 'card-device-set', subject: key, detail: { kind } },
    })
    if (succeeded) return
  }
  throw new Refusal('EDITED_MEANWHILE', { what: terminalId })
}
