import type { Order } from '#shared/domain/order'
import { keyspace } from '../../../keyspace'
import type { Facts } from '../reading/facts'
import type { Read } from '../reading/read'
import type { Finding, Rule } from '../rule'

/** `T03-000123`: the till, and the number of its order. */
const orderNumberForm = /^(.+)-((?!0+$)\d{6,})$/
/** `T03-R000123`: the till, and the number of its receipt. */
const receiptForm = /^(.+)-R((?!0+$)\d{6,})$/

/** `T03-I000012`: the till, and the number of its invoice. */
const invoiceForm = /^(.+)-I((?!0+$)\d{6,})$/

const orderNumber: Rule<Read<Order>> = {
  name: 'order-number',
  sentence: "An order's number is its terminal's id and at least six digits.",
  *findings({ key, value: { number, terminalId } }) {
    if (orderNumberForm.exec(number)?.[1] !== terminalId)
      yield { keys: [key], detail: `"${number}" is no number of terminal ${terminalId}` }
  },
}

const invoiceNumber: Rule<Read<Order>> = {
  name: 'invoice-number',
  sentence:
    "An invoice's number is the id of the terminal that made its order, `I`, and at least six digits.",
  *findings({ key, value: { invoice, terminalId } }) {
    if (invoice && invoiceForm.exec(invoice.number)?.[1] !== terminalId)
      yield { keys: [key], detail: `"${invoice.number}" is no invoice number of terminal ${terminalId}` }
  },
}

const reservationEnd: Rule<Read<Order>> = {
  name: 'reservation-end',
  sentence: 'What is on an invoice has no end of its own; what is reserved without one has.',
  *findings({ key, value: { status, reservedUntil, invoice } }) {
    if (invoice && reservedUntil)
      yield { keys: [key], detail: `ends ${reservedUntil}, and is on invoice ${invoice.number}` }
    if (status === 'reserved' && !invoice && !reservedUntil)
      yield { keys: [key], detail: 'is reserved, and has neither an end nor an invoice' }
  },
}

const receiptGiven: Rule<Read<Order>> = {
  name: 'receipt-given',
  sentence:
    'Money that was taken or returned has a receipt, with the number of a terminal; what is still due has none.',
  *findings({ key, value: { payments, refunds } }) {
    const taken = payments.filter(({ status }) => status === 'captured')
    const returned = refunds.filter(({ status }) => status !== 'due')
    for (const { receipt = '', amountMinor } of [...taken, ...returned])
      if (!receiptForm.test(receipt)) yield { keys: [key], detail: `${amountMinor} has receipt "${receipt}"` }
    for (const { status, receipt, amountMinor } of refunds)
      if (status === 'due' && receipt !== undefined)
        yield { keys: [key], detail: `${amountMinor} is due, and has receipt "${receipt}"` }
  },
}

/** Looked at order by order, as it is read. */
export const numberFormRules = [orderNumber, invoiceNumber, reservationEnd, receiptGiven]

const orderNumbers: Rule<Facts> = {
  name: 'order-numbers',
  sentence: "A terminal's order numbers run from 1 to its ledger's last, each given once.",
  *findings(facts) {
    const given = new Numbers()
    for (const { key, number } of facts.orders.values()) given.add(orderNumberForm, number, key)
    yield* given.findings(facts, 'order', ledger => ledger.lastOrder)
  },
}

const receiptNumbers: Rule<Facts> = {
  name: 'receipt-numbers',
  sentence: "A terminal's receipt numbers run from 1 to its ledger's last, each given once.",
  *findings(facts) {
    const given = new Numbers()
    for (const { key, receipts } of facts.orders.values())
      for (const receipt of receipts) given.add(receiptForm, receipt, key)
    yield* given.findings(facts, 'receipt', ledger => ledger.lastReceipt)
  },
}

const invoiceNumbers: Rule<Facts> = {
  name: 'invoice-numbers',
  sentence: "A terminal's invoice numbers run from 1 to its ledger's last, each given once.",
  *findings(facts) {
    const given = new Numbers()
    for (const { key, invoice } of facts.orders.values())
      if (invoice !== undefined) given.add(invoiceForm, invoice, key)
    yield* given.findings(facts, 'invoice', ledger => ledger.lastInvoice)
  },
}

export const numberRules = [orderNumbers, receiptNumbers, invoiceNumbers]

type Ledger = Facts['ledgers'] extends Map<string, infer Value> ? Value : never

/** Numbers that terminals gave, with the key of the order each stands in. */
class Numbers {
  readonly #byTerminal = new Map<string, { n: number; key: string }[]>()

  /** `text` that is not in this form is against a rule of its own. */
  add(form: RegExp, text: string, key: string): void {
    const [, terminalId, digits] = form.exec(text) ?? []
    if (terminalId === undefined) return
    const given = this.#byTerminal.get(terminalId) ?? []
    this.#byTerminal.set(terminalId, given)
    given.push({ n: Number(digits), key })
  }

  *findings({ ledgers }: Facts, what: string, lastOf: (ledger: Ledger) => number): Generator<Finding> {
    for (const terminalId of new Set([...ledgers.keys(), ...this.#byTerminal.keys()])) {
      const ledger = ledgers.get(terminalId)
      const given = this.#byTerminal.get(terminalId) ?? []
      given.sort((a, b) => a.n - b.n)
      yield* findingsOf(given, ledger ? lastOf(ledger) : 0, keyspace.ledger.key(terminalId), what)
    }
  }
}

/** Where `given`, in ascending order, is not 1, 2, 3… `last`. */
function* findingsOf(
  given: readonly { n: number; key: string }[],
  last: number,
  ledgerKey: string,
  what: string,
): Generator<Finding> {
  const none = (from: number, to: number): Finding => ({
    keys: [ledgerKey],
    detail: `nothing has ${what} number ${from === to ? from : `${from} to ${to}`}, and its last is ${last}`,
  })
  let before = { n: 0, key: ledgerKey }
  for (const next of given) {
    if (next.n === before.n) yield { keys: [before.key, next.key], detail: `${what} number ${next.n} twice` }
    if (next.n > before.n + 1 && before.n < last) yield none(before.n + 1, Math.min(next.n - 1, last))
    before = next
  }
  if (before.n < last) yield none(before.n + 1, last)
  const beyond = given.find(({ n }) => n > last)
  if (beyond)
    yield {
      keys: [ledgerKey, beyond.key],
      detail: `${what} numbers up to ${before.n} are given, and its last is ${last}`,
    }
}
