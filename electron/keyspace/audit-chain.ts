import { hash as hashOf } from 'node:crypto'
import type { Ledger } from './inventory'
import type { AuditRecord } from './terminals'

/** What the first record of a terminal stands on. */
export const chainStart = ''

/** Audit numbers sort as text. */
export function auditPart(n: number): string {
  return String(n).padStart(10, '0')
}

/**
 * The last numbers a terminal had given when a record was written. They never fall from one record to the next, so the
 * record that gave a number is found in a few looks: see `electron/services/orders/trail.ts`.
 */
export function numbersOf({ lastOrder, lastReceipt, lastInvoice }: Ledger): AuditRecord['numbers'] {
  return {
    order: lastOrder,
    receipt: lastReceipt,
    ...(lastInvoice !== undefined && { invoice: lastInvoice }),
  }
}

/**
 * The hash that closes a record: SHA-256, in hex, of the hash before it and the record's own fields as JSON with
 * sorted names. Change, drop or reorder a record and every later hash stops fitting.
 */
export function chainHash(record: Omit<AuditRecord, 'hash'>): string {
  const { v: _version, hash: _hash, ...fields } = record as Record<string, unknown>
  return hashOf('sha256', canonical(fields))
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`
  }
  return JSON.stringify(value)
}
