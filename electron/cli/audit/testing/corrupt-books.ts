import { put, remove } from '../../../cluster/txn'
import { chainHash } from '../../../keyspace/audit-chain'
import { edited, storedAt } from './business'
import { adultMinor, ledgerKey, type NamedCorruption, orderIdOf, recordKey } from './corruption'

/** What an order says of its invoice. */
const invoiceOf = (number: string) => ({
  ...{ number, issuedAt: '2026-11-20T12:00:00.000Z', dueAt: '2026-12-20T12:00:00.000Z' },
  buyer: { name: 'A School', street: 'Lane 1', postalCode: '1010', city: 'Town', country: 'AT' },
})

/** Inevitable where the ledger was changed, and its last record was not. */
const apart = `number-record ${ledgerKey} ${recordKey(3)}`
/** Inevitable where an order has a number that no record gave, or that one of another order gave. */
const notFound = (orderKey: string, record?: string) =>
  ['number-record', orderKey, record].filter(Boolean).join(' ')

/** Orders, numbers, audit records and purchases that do not add up. */
export const corruptBooks: NamedCorruption[] = [
  [
    'a total that is not what the lines make',
    b => ({
      plant: [
        edited(b, b.last, {
          totalMinor: adultMinor + 1,
          'payments.0.amountMinor': adultMinor + 1,
          'payments.0.tenderedMinor': adultMinor + 1,
        }),
      ],
      // Inevitable: the audit record has the total that it was sold for.
      found: [`order-total ${b.last}`, `sale-audit ${b.last} ${recordKey(3)}`],
    }),
  ],
  [
    'more tax than the total',
    b => ({
      plant: [edited(b, b.last, { 'taxes.0': { name: 'VAT', amountMinor: adultMinor + 1 } })],
      found: [`order-total ${b.last}`],
    }),
  ],
  [
    'a payment that is missing',
    b => ({
      plant: [edited(b, b.last, { payments: [] })],
      // Inevitable: its receipt number stands nowhere else.
      found: [`order-paid ${b.last}`, `receipt-numbers ${ledgerKey}`],
    }),
  ],
  [
    'a payment that never came',
    b => ({
      plant: [edited(b, b.last, { 'payments.0.status': 'pending' })],
      found: [`order-paid ${b.last}`],
    }),
  ],
  [
    'more returned than was taken',
    b => ({
      plant: [
        edited(b, b.last, {
          'refunds.0': {
            ...{ refundId: 'r1', operationId: 'o1', method: 'cash', amountMinor: adultMinor + 1, lines: [] },
            ...{ receipt: 'T01-R000004', at: '2026-11-20T12:00:00.000Z', by: 'ada' },
          },
        }),
        edited(b, ledgerKey, { lastReceipt: 4 }),
      ],
      found: [apart, notFound(b.last), `order-paid ${b.last}`],
    }),
  ],
  [
    'less cash handed over than it paid',
    b => ({
      plant: [edited(b, b.last, { 'payments.0.tenderedMinor': 1 })],
      found: [`cash-tendered ${b.last}`],
    }),
  ],
  [
    'an order in another currency than its event',
    b => ({ plant: [edited(b, b.last, { currency: 'USD' })], found: [`one-currency ${b.last}`] }),
  ],
  [
    'a receipt number that nothing has',
    b => ({
      plant: [
        edited(b, b.last, { 'payments.0.receipt': 'T01-R000004' }),
        edited(b, ledgerKey, { lastReceipt: 4 }),
      ],
      found: [apart, notFound(b.last), `receipt-numbers ${ledgerKey}`],
    }),
  ],
  [
    'a receipt number given twice',
    b => ({
      plant: [
        edited(b, b.last, { 'payments.0.receipt': 'T01-R000002' }),
        edited(b, ledgerKey, { lastReceipt: 2 }),
      ],
      found: [apart, notFound(b.last, recordKey(2)), `receipt-numbers ${b.stood} ${b.last}`],
    }),
  ],
  [
    'money without a receipt',
    b => ({
      plant: [
        edited(b, b.last, { 'payments.0.receipt': undefined }),
        edited(b, ledgerKey, { lastReceipt: 2 }),
      ],
      found: [apart, `receipt-given ${b.last}`],
    }),
  ],
  [
    'a receipt for what is still due',
    b => ({
      plant: [
        edited(b, b.last, {
          'refunds.0': {
            ...{ refundId: 'r1', operationId: 'o1', method: 'cash', amountMinor: 0, lines: [] },
            ...{ status: 'due', receipt: 'T01-R000004', at: '2026-11-20T12:00:00.000Z', by: 'ada' },
          },
        }),
        edited(b, ledgerKey, { lastReceipt: 4 }),
      ],
      found: [apart, notFound(b.last), `receipt-given ${b.last}`],
    }),
  ],
  [
    'an order number that nothing has',
    b => ({
      plant: [edited(b, b.last, { number: 'T01-000004' }), edited(b, ledgerKey, { lastOrder: 4 })],
      found: [apart, notFound(b.last), `order-numbers ${ledgerKey}`],
    }),
  ],
  [
    'an order number given twice',
    b => ({
      plant: [edited(b, b.last, { number: 'T01-000001' }), edited(b, ledgerKey, { lastOrder: 2 })],
      found: [apart, notFound(b.last, recordKey(1)), `order-numbers ${b.seated} ${b.last}`],
    }),
  ],
  [
    'an order number of another terminal',
    b => ({
      plant: [
        edited(b, b.last, { number: 'F01-000002' }),
        edited(b, ledgerKey, { lastOrder: 2 }),
        edited(b, 'ledger:F01', { lastOrder: 2 }),
      ],
      found: [
        apart,
        notFound(b.last),
        'number-record ledger:F01 audit:F01:0000000001',
        `order-number ${b.last}`,
      ],
    }),
  ],
  [
    'a ledger behind its orders',
    b => ({
      plant: [edited(b, ledgerKey, { lastOrder: 2 })],
      found: [apart, `order-numbers ${ledgerKey} ${b.last}`],
    }),
  ],
  [
    'a ledger behind its receipts',
    b => ({
      plant: [edited(b, ledgerKey, { lastReceipt: 2 })],
      found: [apart, `receipt-numbers ${ledgerKey} ${b.last}`],
    }),
  ],
  [
    'no ledger at all',
    b => ({
      plant: [remove(ledgerKey)],
      found: [
        `order-numbers ${ledgerKey} ${b.seated}`,
        `receipt-numbers ${ledgerKey} ${b.seated}`,
        `audit-ledger ${ledgerKey} ${recordKey(3)}`,
      ],
    }),
  ],
  [
    'an invoice number that nothing has',
    b => ({
      plant: [edited(b, ledgerKey, { lastInvoice: 1 })],
      found: [apart, `invoice-numbers ${ledgerKey}`],
    }),
  ],
  [
    'an invoice number given twice',
    b => ({
      plant: [
        edited(b, b.stood, { invoice: invoiceOf('T01-I000001') }),
        edited(b, b.last, { invoice: invoiceOf('T01-I000001') }),
        edited(b, ledgerKey, { lastInvoice: 1 }),
      ],
      found: [apart, notFound(b.stood), notFound(b.last), `invoice-numbers ${b.stood} ${b.last}`],
    }),
  ],
  [
    'an invoice number of another terminal',
    b => ({
      plant: [
        edited(b, b.last, { invoice: invoiceOf('F01-I000001') }),
        edited(b, 'ledger:F01', { lastInvoice: 1 }),
      ],
      found: [notFound(b.last), 'number-record ledger:F01 audit:F01:0000000001', `invoice-number ${b.last}`],
    }),
  ],
  [
    'what is on an invoice and ends by itself',
    b => ({
      plant: [
        edited(b, b.last, {
          ...{ invoice: invoiceOf('T01-I000001'), reservedUntil: '2026-12-20T12:00:00.000Z' },
        }),
        edited(b, ledgerKey, { lastInvoice: 1 }),
      ],
      found: [apart, notFound(b.last), `reservation-end ${b.last}`],
    }),
  ],
  [
    'an order that vanished',
    b => ({
      plant: [remove(b.stood)],
      // Inevitable: everything that was written with it is left over.
      found: [
        ...b.kvs
          .filter(({ key, value }) => key.startsWith('claim:') && value.includes(orderIdOf(b.stood)))
          .map(({ key }) => `claim-owner ${key} ${b.stood}`),
        `order-numbers ${ledgerKey}`,
        `receipt-numbers ${ledgerKey}`,
        `sale-audit ${recordKey(2)} ${b.stood}`,
      ],
    }),
  ],
  [
    'an audit record that was changed',
    b => ({
      plant: [edited(b, recordKey(2), { actor: 'somebody else' })],
      found: [`audit-chain ${recordKey(2)}`],
    }),
  ],
  [
    'an audit record with another total',
    b => ({
      plant: [edited(b, recordKey(2), { 'detail.totalMinor': 1 })],
      // Inevitable: it is no longer the total of its order.
      found: [`audit-chain ${recordKey(2)}`, `sale-audit ${b.stood} ${recordKey(2)}`],
    }),
  ],
  [
    'an audit record that is missing',
    b => ({
      plant: [remove(recordKey(2))],
      // Inevitable: it told of a sale.
      found: [
        ...[notFound(b.stood), notFound(b.stood)],
        `audit-chain ${recordKey(3)}`,
        `sale-audit ${b.stood}`,
      ],
    }),
  ],
  [
    'the last audit record missing',
    b => ({
      plant: [remove(recordKey(3))],
      // Inevitable: it told of a sale.
      found: [
        `number-record ${ledgerKey} ${recordKey(2)}`,
        ...[notFound(b.last), notFound(b.last)],
        `audit-ledger ${ledgerKey} ${recordKey(2)}`,
        `sale-audit ${b.last}`,
      ],
    }),
  ],
  [
    'a ledger with another audit hash',
    b => ({
      plant: [edited(b, ledgerKey, { auditHash: '0'.repeat(64) })],
      found: [`audit-ledger ${ledgerKey} ${recordKey(3)}`],
    }),
  ],
  [
    'a sale that is audited twice',
    b => {
      const { hash, ...record } = JSON.parse(storedAt(b, recordKey(3)))
      const again = { ...record, n: 4, previousHash: hash }
      const auditHash = chainHash(again)
      return {
        plant: [
          put(recordKey(4), JSON.stringify({ ...again, hash: auditHash })),
          edited(b, ledgerKey, { lastAudit: 4, auditHash }),
        ],
        found: [`sale-audit ${b.last} ${recordKey(3)} ${recordKey(4)}`],
      }
    },
  ],
  [
    'a purchase that is missing',
    b => ({ plant: [remove(b.purchase)], found: [`purchase-index ${b.bought} ${b.purchase}`] }),
  ],
  [
    'a purchase that says something else than its order',
    b => ({
      plant: [edited(b, b.purchase, { 'tickets.0.quantity': 3 })],
      found: [`purchase-index ${b.purchase} ${b.bought}`],
    }),
  ],
  [
    'a purchase of nobody',
    b => ({
      plant: [put('purchase:ben:recital:bought', storedAt(b, b.purchase))],
      found: ['purchase-index purchase:ben:recital:bought'],
    }),
  ],
  [
    'a voucher used more often than orders say',
    () => ({
      plant: [
        put('voucher:TEN', '{"v":1,"name":"Ten","discount":{"kind":"amount","amountMinor":1000},"uses":1}'),
      ],
      found: ['voucher-uses voucher:TEN'],
    }),
  ],
  [
    'an order with a voucher that is not there',
    b => ({
      plant: [
        edited(b, b.last, {
          'discounts.0': { name: 'Ten', amountMinor: 10_00, code: 'TEN' },
          'fees.0': { name: 'Counter', amountMinor: 10_00 },
        }),
      ],
      found: [`voucher-uses voucher:TEN ${b.last}`],
    }),
  ],
  [
    'a gift with less on it than is left',
    b => ({
      plant: [
        put('gift:G1', '{"v":1,"balanceMinor":1000,"issuedMinor":9000,"currency":"EUR"}'),
        edited(b, b.last, { 'payments.0.method': 'gift', 'payments.0.reference': 'G1' }),
      ],
      found: [`gift-balance gift:G1 ${b.last}`],
    }),
  ],
]

/** Keys and values that are not what their names say. */
export const corruptValues: NamedCorruption[] = [
  [
    'a value that is no JSON',
    () => ({ plant: [put('venue:house', '{"v":1')], found: ['unreadable-value venue:house'] }),
  ],
  [
    'a value of another shape',
    () => ({ plant: [put('user:ada', '{"v":1,"name":7}')], found: ['unreadable-value user:ada'] }),
  ],
  [
    'a key of no kind',
    () => ({ plant: [put('seats-left:recital', '12')], found: ['unknown-key seats-left:recital'] }),
  ],
  [
    'another way to write the key of a taken place',
    b => ({
      plant: [put('claim:recital:hall:5', storedAt(b, 'claim:recital:hall:000005'))],
      found: ['key-form claim:recital:hall:5'],
    }),
  ],
  [
    'a key with a letter in disguise',
    b => ({
      plant: [put('event:%72ecital', storedAt(b, 'event:recital'))],
      found: ['key-form event:%72ecital'],
    }),
  ],
  [
    'a value that belongs at another key',
    b => ({
      plant: [put('venue:annexe', storedAt(b, 'venue:house'))],
      found: ['key-and-value venue:annexe'],
    }),
  ],
]
