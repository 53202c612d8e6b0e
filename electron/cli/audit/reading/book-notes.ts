import { keyspace } from '../../../keyspace'
import { violationsOf } from '../rule'
import { linkRules } from '../rules'
import { numberOf } from '../rules/trail'
import { purchaseText } from './facts'
import { type NamedNote, noteOf } from './notes'

/** What is written beside a sale, and what it must agree with. */
export const bookNotes: NamedNote[] = [
  noteOf(keyspace.ledger, ({ parts: [terminalId = ''], value }, { facts }) => {
    const { lastOrder, lastReceipt, lastInvoice = 0, lastAudit, auditHash } = value
    facts.ledgers.set(terminalId, { lastOrder, lastReceipt, lastInvoice, lastAudit, auditHash })
  }),

  // Keys come in the order of the records' numbers.
  noteOf(keyspace.audit, function* (record, { facts, shared }) {
    const { key, parts, value } = record
    const terminalId = shared(parts[0] ?? '')
    yield* violationsOf(linkRules, { record, before: facts.chains.get(terminalId) })
    const n = numberOf(record)
    facts.chains.set(terminalId, { key, n, hash: value.hash })
    if (value.action !== 'sale') return
    const records = facts.sales.get(value.subject) ?? []
    facts.sales.set(value.subject, records)
    records.push({ terminalId, n, total: value.detail.totalMinor })
  }),

  noteOf(keyspace.purchase, ({ key, value }, { facts }) => {
    facts.purchases.set(key, purchaseText(value))
  }),

  noteOf(keyspace.voucher, ({ parts: [code = ''], value: { uses, maxUses } }, { facts }) => {
    facts.vouchers.set(code, { uses, maxUses })
  }),

  noteOf(keyspace.gift, ({ parts: [code = ''], value: { balanceMinor, issuedMinor } }, { facts }) => {
    facts.gifts.set(code, { balanceMinor, issuedMinor })
  }),
]
