import type { Compare, Connection, Op, Txn } from '../../../cluster/model'
import { put } from '../../../cluster/txn'
import { crossedTills, editedHouse, quietTills } from './hunting'
import type { Mutant } from './mutant'

/* Engines whose transactions say too little, or too much. */

/** The transaction with other compares. */
const compares = (breaks: string, keep: (compare: Compare, txn: Txn) => boolean): Mutant => ({
  breaks,
  wrap: connection => ({
    ...connection,
    txn: (txn, options) =>
      connection.txn({ ...txn, compare: txn.compare.filter(compare => keep(compare, txn)) }, options),
  }),
})

const isAbout = (kind: string, { key }: Compare) => key.startsWith(`${kind}:`)
const isAbsence = (compare: Compare) =>
  compare.target !== 'value' && compare.is === '=' && compare.revision === 0
export const puts = (kind: string, ops: readonly Op[]): boolean =>
  ops.some(
    op =>
      (op.op === 'put' && op.key.startsWith(`${kind}:`)) || (op.op === 'txn' && puts(kind, op.txn.success)),
  )

/** Nothing but an order that stands for a try which was given up. */
export const isTombstone = ({ success }: Txn): boolean =>
  success.length === 1 &&
  puts('order', success) &&
  success[0]?.op === 'put' &&
  success[0].value.includes('"abandoned"')

/** Without steps that write such keys, also in nested transactions. */
function without(kind: string, ops: readonly Op[]): Op[] {
  return ops
    .filter(op => !('key' in op && op.op !== 'get' && op.key.startsWith(`${kind}:`)))
    .map(op => (op.op === 'txn' ? { ...op, txn: { ...op.txn, success: without(kind, op.txn.success) } } : op))
}

/** Each change of a ledger sent by itself, after what it counts. */
function ledgerApart(connection: Connection): Connection['txn'] {
  return async (txn, options) => {
    if (!puts('order', txn.success) || !puts('ledger', txn.success)) return connection.txn(txn, options)
    const compare = txn.compare.filter(each => !isAbout('ledger', each))
    const result = await connection.txn({ ...txn, compare, success: without('ledger', txn.success) }, options)
    if (!result.succeeded) return result
    const ledger = txn.success.filter(op => op.op === 'put' && op.key.startsWith('ledger:'))
    const { revision } = await connection.txn({ compare: [], success: ledger }, options)
    return { ...result, revision }
  }
}

/** Several claims one after another, and their basket last. */
function looseSteps(connection: Connection): Connection['txn'] {
  return async (txn, options) => {
    const claims = txn.success.filter(op => op.op === 'put' && op.key.startsWith('claim:'))
    if (claims.length < 2) return connection.txn(txn, options)
    for (const claim of claims) {
      const key = 'key' in claim ? claim.key : ''
      const own = txn.compare.filter(compare => compare.key === key)
      const done = await connection.txn(
        { compare: own, success: [claim], failure: txn.failure ?? [] },
        options,
      )
      if (!done.succeeded) return done
    }
    const compare = txn.compare.filter(each => !isAbout('claim', each))
    return connection.txn(
      { ...txn, compare, success: txn.success.filter(op => !claims.includes(op)) },
      options,
    )
  }
}

/** A slot of each ticket type: the second type's claims are other keys. */
function byTicketType(connection: Connection): Connection['txn'] {
  const types = new Map<string, string>()
  const keyFor = (key: string) => {
    const type = types.get(key)
    return type === 'club' ? key.replace(/(\d)(\d{5})$/, '9$2') : key
  }
  const rename = (ops: readonly Op[]): Op[] =>
    ops.map(op => {
      if (op.op === 'txn') return { ...op, txn: { ...op.txn, success: rename(op.txn.success) } }
      return 'key' in op && op.key.startsWith('claim:') ? { ...op, key: keyFor(op.key) } : op
    })
  return (txn, options) => {
    for (const op of txn.success)
      if (op.op === 'put' && op.key.startsWith('claim:'))
        types.set(op.key, String((JSON.parse(op.value) as { ticketType?: string }).ticketType))
    const compare = txn.compare.map(each =>
      isAbout('claim', each) ? { ...each, key: keyFor(each.key) } : each,
    )
    const failure = txn.failure && rename(txn.failure)
    return connection.txn({ compare, success: rename(txn.success), ...(failure && { failure }) }, options)
  }
}

/** A lease of its own for each step that changes an open basket. */
function leaseChanged(connection: Connection): Connection['txn'] {
  return async (txn, options) => {
    const opens = txn.compare.some(each => isAbout('basket', each) && isAbsence(each))
    const owned = txn.success.some(op => op.op === 'put' && op.key.startsWith('basket:') && op.leaseId)
    if (opens || !owned) return connection.txn(txn, options)
    const leaseId = await connection.leases.grant(120)
    const success = txn.success.map(op =>
      op.op === 'put' && op.leaseId ? put(op.key, op.value, { leaseId }) : op,
    )
    return connection.txn({ ...txn, success }, options)
  }
}

/** The order that a refused step read says that it was this step, if its status is what the step wanted. */
function byStatus(connection: Connection): Connection['txn'] {
  return async (txn, options) => {
    const result = await connection.txn(txn, options)
    const wanted = txn.success.find(op => op.op === 'put' && op.key.startsWith('order:'))
    if (result.succeeded || wanted?.op !== 'put') return result
    const mine = JSON.parse(wanted.value) as { status: string; operations?: string[] }
    const results = result.results.map(read => {
      const [kv] = read.op === 'get' ? read.kvs : []
      if (read.op !== 'get' || kv?.key !== wanted.key) return read
      const found = JSON.parse(kv.value) as { status: string; operations?: string[] }
      const done = found.status === mine.status && mine.operations !== undefined
      return done
        ? { ...read, kvs: [{ ...kv, value: JSON.stringify({ ...found, operations: mine.operations }) }] }
        : read
    })
    return { ...result, results }
  }
}

/** What a move writes hangs on the lease of the basket that it takes away. */
function onOldLease(connection: Connection): Connection['txn'] {
  return async (txn, options) => {
    const from = txn.success.find(op => op.op === 'delete' && op.key.startsWith('basket:'))
    const to = txn.success.find(op => op.op === 'put' && op.key.startsWith('basket:'))
    if (from?.op !== 'delete' || to?.op !== 'put') return connection.txn(txn, options)
    const leaseId = (await connection.get(from.key))?.leaseId
    if (leaseId === undefined) return connection.txn(txn, options)
    const success = txn.success.map(op => (op.op === 'put' && op.leaseId ? { ...op, leaseId } : op))
    return connection.txn({ ...txn, success }, options)
  }
}

const sends = (breaks: string, over: (connection: Connection) => Connection['txn']): Mutant => ({
  breaks,
  wrap: connection => ({ ...connection, txn: over(connection) }),
})

export const messageMutants: Record<string, Mutant> = {
  'no-slot-compare': compares(
    'a claim is written whoever has the slot',
    compare => !(isAbout('claim', compare) && isAbsence(compare)),
  ),
  'fence-by-lease-only': compares(
    'a change of an open basket does not compare its revision',
    compare => !isAbout('basket', compare) || isAbsence(compare),
  ),
  'no-order-key': {
    hunting: quietTills,
    ...compares(
      'a sale does not compare that its order is absent',
      (compare, txn) => isTombstone(txn) || !(isAbout('order', compare) && isAbsence(compare)),
    ),
  },
  'no-ticket-type-compare': {
    hunting: editedHouse,
    ...compares(
      'what is on sale, and its price, is not compared when it is sold at once',
      (compare, txn) => !(isAbout('ticket', compare) && puts('order', txn.success)),
    ),
  },
  'refund-without-compare': {
    hunting: crossedTills,
    ...compares(
      'a step on an order does not compare its revision',
      compare => !isAbout('order', compare) || isAbsence(compare),
    ),
  },
  'collect-by-status': {
    hunting: crossedTills,
    ...sends('a step is taken for done when its order has the status it wanted', byStatus),
  },
  'recall-on-old-lease': sends('a basket that is moved stays on the lease it was on', onOldLease),
  'ledger-outside': sends('the ledger is written after the sale, in a transaction of its own', ledgerApart),
  'no-audit-record': sends(
    'a sale leaves no audit record',
    connection => (txn, options) =>
      connection.txn(
        puts('order', txn.success) ? { ...txn, success: without('audit', txn.success) } : txn,
        options,
      ),
  ),
  'group-in-loose-steps': sends('the places of one step are taken one after another', looseSteps),
  'claims-by-ticket-type': sends('a slot can be claimed once for each ticket type', byTicketType),
  'lease-changed': sends('a change of an open basket puts it on another lease', leaseChanged),
}
