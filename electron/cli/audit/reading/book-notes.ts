import { type AuditRecord, keyspace } from '../../../keyspace'
import { violationsOf } from '../rule'
import { linkRules } from '../rules'
import { givenBy, numberOf } from '../rules/trail'
import { byHandText, type Facts, nothingGiven, purchaseText } from './facts'
import { type NamedNote, noteOf } from './notes'

/** What stands between a terminal and the digits of its numbers. */
const numberKinds = [
  ['order', '-'],
  ['receipt', '-R'],
  ['invoice', '-I'],
] as const

const numberText = (terminalId: string, letter: string, n: number) =>
  terminalId + letter + String(n).padStart(6, '0')

/** What other keys must agree with a record about. */
function noteDeed(key: string, { action, subject, detail }: AuditRecord, facts: Facts): void {
  const { operationId, approvedBy, reason, priceType } = detail
  if (typeof operationId === 'string' && subject.startsWith(keyspace.order.prefix()))
    facts.steps.set(key, { subject, action, operationId })
  if (typeof approvedBy === 'string' && typeof reason === 'string' && byHand.has(action))
    facts.pricedByHand.add(byHandText({ approvedBy, reason }))
  if (action === 'price-removed' && typeof priceType === 'string')
    facts.pricesRemoved.set(subject, [...(facts.pricesRemoved.get(subject) ?? []), priceType])
  if (action === 'customer-created') facts.customersMade.add(subject)
  if (action === 'pin-set') facts.pinsSet.add(subject)
  if (action === 'pin-last-try') facts.pinsLastTried.add(subject)
}

const byHand = new Set(['comp', 'price-changed'])

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
    const before = facts.chains.get(terminalId)?.given ?? nothingGiven
    const given = givenBy(value)
    facts.chains.set(terminalId, { key, n, hash: value.hash, given })
    const subject = shared(value.subject)
    for (const [kind, letter] of numberKinds)
      if (given[kind] > before[kind])
        facts.numberRecords.set(numberText(terminalId, letter, given[kind]), { key, subject })
    noteDeed(key, value, facts)
    if (value.action !== 'sale') return
    const records = facts.sales.get(value.subject) ?? []
    facts.sales.set(value.subject, records)
    records.push({ terminalId, n, total: value.detail.totalMinor })
  }),

  noteOf(keyspace.purchase, ({ key, value }, { facts }) => {
    facts.purchases.set(key, purchaseText(value))
  }),

  noteOf(keyspace.email, ({ parts: [address = ''], value: { username } }, { facts }) => {
    facts.addresses.set(address, username)
  }),

  noteOf(keyspace.user, ({ key, value: { email, pinHash, wrongPins = 0 } }, { facts }) => {
    if (email !== undefined || pinHash !== undefined || wrongPins > 0)
      facts.users.set(key, { email, hasPin: pinHash !== undefined, wrongPins })
  }),

  noteOf(keyspace.voucher, ({ parts: [code = ''], value: { uses, maxUses } }, { facts }) => {
    facts.vouchers.set(code, { uses, maxUses })
  }),

  noteOf(keyspace.gift, ({ parts: [code = ''], value: { balanceMinor, issuedMinor } }, { facts }) => {
    facts.gifts.set(code, { balanceMinor, issuedMinor })
  }),
]
