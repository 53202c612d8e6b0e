import { bulkhead } from 'cockatiel'
import type { Compare, Connection, Op, TxnResult } from '../cluster/model'
import { get, put, unchanged } from '../cluster/txn'
import { type AuditRecord, keyspace, type Ledger } from '../keyspace'
import { auditPart, chainHash, chainStart } from '../keyspace/audit-chain'
import { type Clock, instantOf } from './clock'
import { isUnanswered } from './refusing'

/** The ledger as it was last seen, and the revision a transaction compares. */
export interface Page {
  ledger: Ledger
  modRevision: number
}

/** What one audit record says. `subject` is the key it is about. */
export interface Entry {
  actor: string
  action: string
  subject: string
  detail: Record<string, unknown>
}

/**
 * A terminal's ledger and audit trail. Every transaction that takes a number compares the ledger and writes it, so
 * one that was sent before the ledger moved can never be carried out after.
 */
export interface Book {
  readonly key: string
  /** Runs `work` when nothing else that takes numbers is running. A queue is four times faster than a race here. */
  inTurn<T>(work: () => Promise<T>): Promise<T>
  page(): Promise<Page>
  /** The steps that write `entry` and the moved ledger, and that ledger. `moved` is the ledger with its new numbers. */
  record(moved: Ledger, entry: Entry): { ops: Op[]; ledger: Ledger; record: AuditRecord }
  /** A transaction that wrote `ledger` was carried out at `revision`. */
  turned(ledger: Ledger, revision: number): void
  /** The ledger may be another one than the page says: read it again next time. */
  forget(): void
  /**
   * An administrative step with its audit record, in one transaction, exactly once: a lost answer is settled by
   * looking whether our record is in the trail.
   */
  administer(step: { compare: Compare[]; success: Op[]; failure?: Op[]; entry: Entry }): Promise<TxnResult>
}

/** How often an administrative step is sent before its outcome is called unknown. */
const administerTries = 4

export function createBook(options: { connection: Connection; terminalId: string; clock: Clock }): Book {
  const { connection, terminalId, clock } = options
  const key = keyspace.ledger.key(terminalId)
  const queue = bulkhead(1, Number.MAX_SAFE_INTEGER)
  let current: Page | undefined

  const book: Book = {
    key,
    inTurn: work => queue.execute(work),
    async page() {
      if (!current) {
        const kv = await connection.get(key)
        const ledger = kv
          ? keyspace.ledger.edit(kv)
          : { lastOrder: 0, lastReceipt: 0, lastAudit: 0, auditHash: chainStart }
        current = { ledger, modRevision: kv?.modRevision ?? 0 }
      }
      return current
    },
    record(moved, entry) {
      const n = moved.lastAudit + 1
      const unsealed = { n, terminalId, at: instantOf(clock), ...entry, previousHash: moved.auditHash }
      const record = { ...unsealed, hash: chainHash(unsealed) }
      const ledger = { ...moved, lastAudit: n, auditHash: record.hash }
      const ops = [
        put(keyspace.audit.key(terminalId, auditPart(n)), keyspace.audit.encode(record)),
        put(key, keyspace.ledger.encode(ledger)),
      ]
      return { ops, ledger, record }
    },
    turned(ledger, revision) {
      current = { ledger, modRevision: revision }
    },
    forget() {
      current = undefined
    },
    administer: step =>
      book.inTurn(async () => {
        let unanswered: { record: AuditRecord; error: Error } | undefined
        for (let attempt = 1; ; attempt++) {
          const page = await book.page()
          const { ops, ledger, record } = book.record(page.ledger, step.entry)
          const failure = [get(key), ...(step.failure ?? [])]
          const compare = [unchanged(key, page.modRevision), ...step.compare]
          try {
            const result = await connection.txn({ compare, success: [...step.success, ...ops], failure })
            if (result.succeeded) {
              book.turned(ledger, result.revision)
              return result
            }
            const [seen, ...rest] = result.results
            const movedTo = seen?.op === 'get' ? (seen.kvs[0]?.modRevision ?? 0) : 0
            if (movedTo === page.modRevision) return { ...result, results: rest }
            // The ledger moved: no earlier copy can be carried out any more. Was it one of them that moved it?
            book.forget()
            if (unanswered && (await isWritten(unanswered.record)))
              return { ...result, succeeded: true, results: [] }
            unanswered = undefined
          } catch (error) {
            if (!isUnanswered(error)) throw error
            unanswered = { record, error }
          }
          if (attempt >= administerTries) {
            book.forget()
            throw unanswered?.error ?? new Error(`the ledger ${key} is written by somebody else`)
          }
        }
      }),
  }

  async function isWritten(record: AuditRecord): Promise<boolean> {
    const kv = await connection.get(keyspace.audit.key(terminalId, auditPart(record.n)))
    return kv !== undefined && keyspace.audit.read(kv).hash === record.hash
  }

  return book
}
