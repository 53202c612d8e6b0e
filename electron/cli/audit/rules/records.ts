import { keyspace } from '../../../keyspace'
import { byHandText, type Facts, ownersOf } from '../reading/facts'
import type { Rule } from '../rule'

const numberRecord: Rule<Facts> = {
  name: 'number-record',
  sentence:
    'A number is found: the first audit record that has it tells of its order. The last ones are those of the ledger.',
  *findings({ orders, numberRecords, chains, ledgers }) {
    for (const { key, number, receipts, invoice } of orders.values())
      for (const text of [number, ...receipts, ...(invoice === undefined ? [] : [invoice])]) {
        const record = numberRecords.get(text)
        if (!record) yield { keys: [key], detail: `no audit record gave ${text}` }
        else if (record.subject !== key)
          yield { keys: [key, record.key], detail: `${text} is found by a record of ${record.subject}` }
      }
    for (const [terminalId, { key, given }] of chains) {
      const ledger = ledgers.get(terminalId)
      if (!ledger) continue
      const inLedger = [ledger.lastOrder, ledger.lastReceipt, ledger.lastInvoice].join(', ')
      const inRecord = [given.order, given.receipt, given.invoice].join(', ')
      if (inLedger !== inRecord)
        yield {
          keys: [keyspace.ledger.key(terminalId), key],
          detail: `the ledger's last numbers are ${inLedger}, and those of its last record ${inRecord}`,
        }
    }
  },
}

const orderSteps: Rule<Facts> = {
  name: 'order-steps',
  sentence:
    'A step that an order says was carried out on it has its audit record, and such a record is of a step of its order.',
  *findings({ orders, steps }) {
    for (const { key, steps: said } of orders.values())
      for (const { recordKey, action, operationId } of said) {
        const record = steps.get(recordKey)
        if (record?.action !== action || record.operationId !== operationId)
          yield { keys: [key, recordKey], detail: `${recordKey} does not tell of its step "${action}"` }
      }
    for (const [recordKey, { subject, operationId, action }] of steps)
      if (!orders.get(subject)?.operations.includes(operationId))
        yield { keys: [recordKey, subject], detail: `"${action}" is no step of ${subject}` }
  },
}

const priceByHand: Rule<Facts> = {
  name: 'price-by-hand',
  sentence: 'A price that was changed by hand has a reason, and an audit record with that and who said yes.',
  *findings(facts) {
    for (const { key, byHand } of ownersOf(facts))
      for (const line of byHand)
        if (line.reason.trim() === '') yield { keys: [key], detail: 'a price was changed without a reason' }
        else if (!facts.pricedByHand.has(byHandText(line)))
          yield { keys: [key], detail: `no record tells of a price that ${line.approvedBy} agreed to` }
  },
}

export const recordRules = [numberRecord, orderSteps, priceByHand]
