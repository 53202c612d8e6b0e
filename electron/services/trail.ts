import type { Connection } from '../cluster/model'
import { keyspace } from '../keyspace'
import { auditPart } from '../keyspace/audit-chain'
import type { Book } from './book'

/** How far back a step that is asked for again is looked for. */
const lookedBack = 200

/**
 * Whether this terminal's audit trail says, among its last records, that the step `operationId` was carried out. For
 * steps that leave nothing else behind to tell them by.
 */
export async function isRecorded(
  { connection, book, terminalId }: { connection: Connection; book: Book; terminalId: string },
  operationId: string,
): Promise<boolean> {
  const { ledger } = await book.inTurn(() => book.page())
  const from = Math.max(1, ledger.lastAudit - lookedBack + 1)
  const key = (n: number) => keyspace.audit.key(terminalId, auditPart(n))
  const { kvs } = await connection.range(key(from), key(ledger.lastAudit + 1))
  return kvs.some(kv => keyspace.audit.read(kv).detail.operationId === operationId)
}
