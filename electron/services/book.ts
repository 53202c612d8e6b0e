import { bulkhead } from 'cockatiel'
import {
  ClusterFailure,
  type Compare,
  type Connection,
  type KeyValue,
  type Op,
  type Txn,
  type TxnResult,
} from '../cluster/model'
import { absent, flattened, get, packed, put, unchanged } from '../cluster/txn'
import { type AuditRecord, keyspace, type Ledger } from '../keyspace'
import { auditPart, chainHash, chainStart, numbersOf } from '../keyspace/audit-chain'
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
   * looking whether our record is in the trail, and "no" is told only when no copy of the step can arrive any more.
   */
  administer(step: AdministrativeStep): Promise<Administered>
  /** The same, for a caller whose turn it already is: one that also waits for a basket, which is done inside. */
  administerInTurn(step: AdministrativeStep): Promise<Administered>
  /** Whether a step with this `operationId` was carried out, at whichever terminal. */
  wasAdministered(operationId: string): Promise<boolean>
  /** Settles when no administrative message that had no answer can be carried out any more. */
  settled(): Promise<void>
}

/** `failure`: what is read back when a compare did not hold; its results come flat, in this order. */
export interface AdministrativeStep {
  /** Drawn by whoever asks; asked for again with it, it is the same step. */
  operationId?: string
  compare: readonly Compare[]
  success: readonly Op[]
  failure?: readonly Op[]
  entry: Entry
}

/** `repeated`: the step had been carried out before, under its `operationId`, and nothing was done now. */
export type Administered = TxnResult & { repeated?: true }

interface Planned {
  txn: Txn
  record: AuditRecord
  /** As the transaction leaves it. */
  ledger: Ledger
}

/** How often an administrative step is sent before its outcome is called unknown. */
const sendTries = 4
/** How often it is planned anew: late copies of what had no answer, and fences after them, move the ledger. */
const planTries = 12

export function createBook(options: { connection: Connection; terminalId: string; clock: Clock }): Book {
  const { connection, terminalId, clock } = options
  const key = keyspace.ledger.key(terminalId)
  const queue = bulkhead(1, Number.MAX_SAFE_INTEGER)
  let current: Page | undefined
  /** The ledger's revision on which an administrative message had no answer: a copy may still be carried out on it. */
  let doubtful: number | undefined

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
      const numbers = numbersOf(moved)
      const unsealed = {
        ...{ n, terminalId, at: instantOf(clock), ...entry, numbers },
        previousHash: moved.auditHash,
      }
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
    administer: step => book.inTurn(() => book.administerInTurn(step)),
    wasAdministered: async operationId =>
      (await connection.get(keyspace.step.key(operationId))) !== undefined,
    settled: () =>
      book.inTurn(async () => {
        if (doubtful === undefined) return
        const page = await book.page()
        if (doubtful === page.modRevision && !(await fence(page))) book.forget()
        doubtful = undefined
      }),
    async administerInTurn(step) {
      /** What was sent on a page of the ledger: each further copy of it is the same, to the letter. */
      let sent: (Planned & { page: Page }) | undefined
      let lost: ClusterFailure | undefined
      let unanswered = 0
      for (let plans = 0; ; ) {
        try {
          const page = await book.page()
          if (sent && sent.page.modRevision !== page.modRevision) {
            // No copy on the page before can be carried out any more. Was it one of them that moved the ledger?
            const written = await isWritten(sent.record)
            if (written) return { succeeded: true, revision: written.modRevision, results: [] }
            sent = lost = undefined
            unanswered = 0
          }
          // Nothing is under way here: every copy of the plans before is dead, and none was carried out.
          if (!sent && ++plans > planTries) throw new ClusterFailure('unavailable', `${key} moves on and on`)
          sent ??= { page, ...planned(page, step) }
          const result = await connection.txn(sent.txn)
          if (result.succeeded) {
            book.turned(sent.ledger, result.revision)
            return result
          }
          const [seen, ...rest] = flattened(result.results)
          const before = step.operationId === undefined ? undefined : rest.shift()
          const [done] = before?.op === 'get' ? before.kvs : []
          if (done) {
            book.forget()
            return { succeeded: true, revision: done.modRevision, results: [], repeated: true }
          }
          const movedTo = seen?.op === 'get' ? (seen.kvs[0]?.modRevision ?? 0) : 0
          if (movedTo === page.modRevision && (doubtful !== movedTo || (await fence(page))))
            return { ...result, results: rest }
          book.forget()
        } catch (error) {
          if (isUnanswered(error)) {
            lost = error
            doubtful = sent?.page.modRevision
          }
          if (!lost || !(error instanceof ClusterFailure)) throw error
          if (++unanswered < sendTries) continue
          book.forget()
          throw lost
        }
      }
    },
  }

  function planned(page: Page, step: AdministrativeStep): Planned {
    const { operationId, compare, success, failure = [], entry } = step
    const { ops, ledger, record } = book.record(page.ledger, entry)
    const stepKey = operationId === undefined ? [] : [keyspace.step.key(operationId)]
    const text = keyspace.step.encode({ terminalId, n: record.n })
    const txn = packed({
      compare: [unchanged(key, page.modRevision), ...stepKey.map(absent), ...compare],
      success: [...success, ...stepKey.map(one => put(one, text)), ...ops],
      failure: [get(key), ...stepKey.map(one => get(one)), ...failure],
    })
    return { record, ledger, txn }
  }

  /**
   * Moves the ledger on unchanged, so that no copy of an earlier message can be carried out after a "no" is told.
   * @returns false when the ledger has moved: such a copy may have come first.
   */
  async function fence(page: Page): Promise<boolean> {
    const { succeeded, revision } = await connection.txn({
      compare: [unchanged(key, page.modRevision)],
      success: [put(key, keyspace.ledger.encode(page.ledger))],
    })
    if (!succeeded) return false
    book.turned(page.ledger, revision)
    return true
  }

  async function isWritten(record: AuditRecord): Promise<KeyValue | undefined> {
    const kv = await connection.get(keyspace.audit.key(terminalId, auditPart(record.n)))
    return kv && keyspace.audit.read(kv).hash === record.hash ? kv : undefined
  }

  return book
}
