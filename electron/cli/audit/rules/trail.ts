import { type AuditRecord, keyspace } from '../../../keyspace'
import { type ChainEnd, type Facts, type Given, nothingGiven } from '../reading/facts'
import type { Read } from '../reading/read'
import { recordKeyOf } from '../reading/record-key'
import type { Rule } from '../rule'
import { recordHash } from './record-hash'

/** An audit record and the one before it in its terminal's chain. */
export interface Link {
  record: Read<AuditRecord>
  /** Undefined for the first that there is. */
  before: ChainEnd | undefined
}

/** What stands before a chain's first record. */
const noRecord: ChainEnd = { key: '', n: 0, hash: '', given: nothingGiven }

/** The number that a record has in its key. */
export const numberOf = ({ parts }: Read<AuditRecord>) => Number(parts[1])

const auditChain: Rule<Link> = {
  name: 'audit-chain',
  sentence:
    "A terminal's audit records are numbered from 1 without gap, and each seals itself and the one before it.",
  *findings({ record, before = noRecord }) {
    const { key, value, text } = record
    if (recordHash(text) !== value.hash) yield { keys: [key], detail: 'its hash is not that of what it says' }
    if (numberOf(record) !== before.n + 1) yield { keys: [key], detail: `comes after number ${before.n}` }
    else if (value.previousHash !== before.hash)
      yield { keys: before.n === 0 ? [key] : [key, before.key], detail: 'does not seal the record before it' }
  },
}

const auditNumbers: Rule<Link> = {
  name: 'audit-numbers',
  sentence:
    'An audit record has the last numbers that its terminal had given: each is that of the record before, or the next.',
  *findings({ record, before = noRecord }) {
    const { key, value } = record
    if (!value.numbers) yield { keys: [key], detail: 'does not say which numbers were given' }
    // Without the one before it nobody can say which are the next.
    else if (numberOf(record) === before.n + 1) {
      const given = givenBy(value)
      for (const kind of ['order', 'receipt', 'invoice'] as const)
        if (given[kind] !== before.given[kind] && given[kind] !== before.given[kind] + 1)
          yield { keys: [key], detail: `${kind} number ${given[kind]} comes after ${before.given[kind]}` }
    }
  },
}

/** The last numbers that had been given by a record. */
export function givenBy({ numbers }: AuditRecord): Given {
  return { ...nothingGiven, ...numbers, invoice: numbers?.invoice ?? 0 }
}

/** Looked at link by link, as the records are read. */
export const linkRules = [auditChain, auditNumbers]

const auditLedger: Rule<Facts> = {
  name: 'audit-ledger',
  sentence: "A terminal's chain of audit records ends at the number and the hash in its ledger.",
  *findings({ ledgers, chains }) {
    for (const terminalId of new Set([...ledgers.keys(), ...chains.keys()])) {
      const end = chains.get(terminalId) ?? { key: undefined, n: 0, hash: '' }
      const ledger = ledgers.get(terminalId)
      const keys = [keyspace.ledger.key(terminalId), ...(end.key === undefined ? [] : [end.key])]
      if (!ledger) yield { keys, detail: `terminal ${terminalId} has audit records and no ledger` }
      else if (ledger.lastAudit !== end.n)
        yield { keys, detail: `ends at ${end.n}, and the ledger at ${ledger.lastAudit}` }
      else if (ledger.auditHash !== end.hash)
        yield { keys, detail: `the ledger has another hash than record ${end.n}` }
    }
  },
}

const saleAudit: Rule<Facts> = {
  name: 'sale-audit',
  sentence: 'A sold order has exactly one audit record of its sale, by its terminal and with its total.',
  *findings({ orders, sales }) {
    for (const { key, status, soldBy, soldForMinor } of orders.values()) {
      if (status !== 'sold') continue
      const records = sales.get(key) ?? []
      const [first, ...more] = records
      if (!first) yield { keys: [key], detail: 'no audit record tells of its sale' }
      else if (more.length > 0)
        yield {
          keys: [key, ...records.map(recordKey)],
          detail: `${records.length} audit records of its sale`,
        }
      else if (first.total !== soldForMinor || first.terminalId !== soldBy)
        yield {
          keys: [key, recordKey(first)],
          detail: `sold by ${soldBy} for ${soldForMinor}; audited by ${first.terminalId} with ${first.total}`,
        }
    }
    for (const [subject, records] of sales)
      if (!orders.has(subject))
        yield {
          keys: [...records.map(recordKey), subject],
          detail: `tells of a sale of ${subject}: there is none`,
        }
  },
}

const recordKey = ({ terminalId, n }: { terminalId: string; n: number }) => recordKeyOf(terminalId, n)

export const trailRules = [auditLedger, saleAudit]
