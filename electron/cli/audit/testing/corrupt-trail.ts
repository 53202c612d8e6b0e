import { put } from '../../../cluster/txn'
import { edited, lastRecord, oneMoreRecord } from './business'
import { adultMinor, ledgerKey, type NamedCorruption, recordKey } from './corruption'

const pinHash = '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$aGFzaA'
const person = (fields: Record<string, unknown>) =>
  JSON.stringify({ v: 1, username: 'ada', name: 'Ada', role: 'manager', state: 'active', ...fields })

/** A line of the till's last sale at half its price, with one `why` on it, and paid so. */
const halved = (why: { approvedBy: string; reason: string }) => ({
  'lines.0.priceMinor': adultMinor / 2,
  'lines.0.repriced': { listedMinor: adultMinor, ...why },
  ...{ totalMinor: adultMinor / 2, 'payments.0.amountMinor': adultMinor / 2 },
})
const half = { 'detail.totalMinor': adultMinor / 2 }

/** Audit records that do not tell of what there is, and what no record tells of. */
export const corruptTrail: NamedCorruption[] = [
  [
    'numbers in an audit record that leap',
    b => ({
      plant: lastRecord(b, { 'numbers.receipt': 5 }),
      // Inevitable: the ledger, and whoever looks for the receipt that it was to have given, see it.
      found: [
        `audit-numbers ${recordKey(3)}`,
        `number-record ${b.last}`,
        `number-record ${ledgerKey} ${recordKey(3)}`,
      ],
    }),
  ],
  [
    'an audit record without numbers',
    b => ({
      plant: lastRecord(b, { numbers: undefined }),
      // Inevitable, since the numbers of its sale were given by it.
      found: [
        `audit-numbers ${recordKey(3)}`,
        ...[`number-record ${b.last}`, `number-record ${b.last}`],
        `number-record ${ledgerKey} ${recordKey(3)}`,
      ],
    }),
  ],
  [
    'an order whose number is found with another one',
    b => ({
      plant: lastRecord(b, { action: 'reprint', subject: b.stood }),
      // Inevitable: it was the record of its sale.
      found: [
        `sale-audit ${b.last}`,
        ...[`number-record ${b.last} ${recordKey(3)}`, `number-record ${b.last} ${recordKey(3)}`],
      ],
    }),
  ],
  [
    'a step that no record tells of',
    b => ({
      plant: [
        edited(b, b.last, {
          'operations.0': 'step-1',
          steps: [
            {
              ...{ operationId: 'step-1', action: 'tendered-corrected', at: '2026-11-20T12:00:00.000Z' },
              ...{ by: 'ada', terminalId: 'T01', record: 3 },
            },
          ],
        }),
      ],
      found: [`order-steps ${b.last} ${recordKey(3)}`],
    }),
  ],
  [
    'a record of a step that its order does not know',
    b => ({
      plant: oneMoreRecord(b, { action: 'payment-corrected', 'detail.operationId': 'step-1' }),
      found: [`order-steps ${recordKey(4)} ${b.last}`],
    }),
  ],
  [
    'a price that was changed by hand, and nobody said yes',
    b => ({
      plant: [edited(b, b.last, halved({ approvedBy: 'ada', reason: 'Press' })), ...lastRecord(b, half)],
      found: [`price-by-hand ${b.last}`],
    }),
  ],
  [
    'a price that was changed by hand without a reason',
    b => ({
      plant: [edited(b, b.last, halved({ approvedBy: 'ada', reason: ' ' })), ...lastRecord(b, half)],
      found: [`price-by-hand ${b.last}`],
    }),
  ],
  [
    'a fee that is not that of its tickets',
    b => ({
      plant: [
        edited(b, b.last, {
          'fees.0': { name: 'Counter', amountMinor: 2_00, perTicketMinor: 1_50 },
          ...{ totalMinor: adultMinor + 2_00, 'payments.0.amountMinor': adultMinor + 2_00 },
          'payments.0.tenderedMinor': adultMinor + 2_00,
        }),
        ...lastRecord(b, { 'detail.totalMinor': adultMinor + 2_00 }),
      ],
      found: [`order-charges ${b.last}`],
    }),
  ],
  [
    'a tax that is not what its rate makes',
    b => ({
      plant: [edited(b, b.last, { 'taxes.0': { name: 'VAT', amountMinor: 7_00, basisPoints: 2_300 } })],
      found: [`order-charges ${b.last}`],
    }),
  ],
  [
    'a discount on tickets of another event',
    b => ({
      plant: [
        edited(b, b.last, {
          'discounts.0': { name: 'Ten', amountMinor: 10_00, eventIds: ['evening'] },
          'fees.0': { name: 'Counter', amountMinor: 10_00 },
        }),
      ],
      found: [`order-charges ${b.last}`],
    }),
  ],
  [
    'an address that is somebody else’s',
    () => ({
      plant: [
        put('user:ada', person({ email: 'ada@example.org' })),
        put('email:eve%40example.org', '{"v":1,"username":"ada"}'),
      ],
      found: ['email-address email:eve%40example.org user:ada'],
    }),
  ],
  [
    'a customer of a counter whose address is not kept',
    b => ({
      plant: [
        put('user:ada', person({ role: 'customer', email: 'Ada@example.org' })),
        ...oneMoreRecord(b, { action: 'customer-created', subject: 'user:ada' }),
      ],
      found: ['email-address user:ada email:ada%40example.org'],
    }),
  ],
  [
    'a PIN that nobody set',
    () => ({ plant: [put('user:ada', person({ pinHash }))], found: ['pin-trail user:ada'] }),
  ],
  [
    'a PIN that is locked without a last try',
    b => ({
      plant: [
        put('user:ada', person({ pinHash, wrongPins: 5 })),
        ...oneMoreRecord(b, { action: 'pin-set', subject: 'user:ada' }),
      ],
      found: ['pin-trail user:ada'],
    }),
  ],
]
