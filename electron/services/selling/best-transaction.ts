import type { TicketType } from '#shared/domain/event'
import type { Place, TicketLine } from '#shared/domain/order'
import { isSamePlace } from '#shared/domain/order-rules'
import type { Compare, Op, Txn, TxnResult } from '../../cluster/model'
import { absent, get, nested, packed, put, remove, unchanged } from '../../cluster/txn'
import { claimKey, claimTextsOf, keyspace, type StoredBasket } from '../../keyspace'
import type { Versioned } from '../../replica'
import { onSale, ticketTypeKey } from './transactions'

/** A transaction on one of several sets of places, whichever is free first. */
export interface OneOf {
  txn: Txn
  /** Every place it asks for that is not `mine`, in the order in which a refusal reads their claims back. */
  asked: readonly TicketLine[]
  /** Which set was taken; nothing when none was. */
  taken(result: TxnResult): number | undefined
}

/** What etcd takes in one transaction: the longest list of each level that a nested one stands in counts. */
const maxOps = 128

/**
 * Takes the first of `alternatives` that is free: the others stand in one another's else branches. The outer
 * transaction compares what must hold whichever is taken: `compare`, and the places that all of them have. As many
 * alternatives are offered as one transaction carries.
 * Reads back when refused: the keys `reads`, then the claims of `asked`, in this order.
 */
export function oneOf(step: {
  alternatives: readonly (readonly TicketLine[])[]
  compare: readonly Compare[]
  reads: readonly string[]
  /** Places that need not be free, as their owner, which `compare` holds, is asking. */
  mine?: readonly Place[]
  /** What is written where the set `index` is taken: as many operations for each, beside those for `mine`. */
  write(lines: readonly TicketLine[], index: number): readonly Op[]
}): OneOf {
  const { compare, reads, write, mine = [] } = step
  const sets = step.alternatives.map(lines => lines.filter(line => !mine.some(own => isSamePlace(own, line))))
  const [first = [], ...others] = sets
  const common = first.filter(line => others.every(lines => lines.includes(line)))
  const readBack = (lines: readonly TicketLine[]): Op[] => [...reads, ...lines.map(claimKey)].map(get)
  const free = (lines: readonly TicketLine[]) => lines.map(line => absent(claimKey(line)))
  const firstWrites = write(step.alternatives[0] ?? [], 0)
  const offered = offerable({
    outer: Math.max(compare.length, reads.length) + common.length,
    writes: firstWrites.length + mine.length,
    own: first.length - common.length,
  })
  const alternatives = sets.slice(0, offered)
  if (alternatives.length <= 1) {
    const txn = packed({
      compare: [...compare, ...free(first)],
      success: firstWrites,
      failure: readBack(first),
    })
    return { txn, asked: first, taken: ({ succeeded }) => (succeeded ? 0 : undefined) }
  }

  const own = alternatives.map(lines => lines.filter(line => !common.includes(line)))
  const asked = [...common, ...own.flat()]
  const chain = alternatives.reduceRight<readonly Op[]>(
    (otherwise, _, n) => [
      nested({
        compare: free(own[n] ?? []),
        success: n === 0 ? firstWrites : write(step.alternatives[n] ?? [], n),
        failure: otherwise,
      }),
    ],
    readBack(asked),
  )
  return {
    // Where the outer one fails nobody looked at the alternatives: whether they are free is not why it was refused.
    txn: { compare: [...compare, ...free(common)], success: chain, failure: readBack(common) },
    asked,
    taken: branchTaken,
  }
}

/** The outer `succeeded` says that what must hold does; which alternative was free, the nested ones say. */
function branchTaken({ succeeded, results }: TxnResult): number | undefined {
  if (!succeeded) return undefined
  let [branch] = results
  for (let index = 0; branch?.op === 'txn'; index++) {
    if (branch.succeeded) return index
    branch = branch.results[0]
  }
  return undefined
}

/** How many alternatives one transaction carries: each is one level deeper, and the last reads all. */
function offerable({ outer, writes, own }: { outer: number; writes: number; own: number }): number {
  return Math.floor((maxOps - 2 * outer) / (writes + own))
}

/** A hold of one of several sets of places, whichever is free first. */
export interface HoldOneOf extends Pick<OneOf, 'txn' | 'asked'> {
  /** Which set was taken, and the basket with it; nothing when none was. */
  held(result: TxnResult): { basket: StoredBasket; index: number } | undefined
}

/**
 * Adds the first of `alternatives` that is free to a basket, opening it when `basketRevision` is 0. The places of
 * `instead` need not be free, since the basket has them: what of them is not taken again is given back in the same step.
 * Reads back when refused: basket, ticket types, claims of `asked`, in this order.
 */
export function holdOneOf(step: {
  /** As it is to be, but for its lines. */
  basket: StoredBasket
  basketRevision: number
  already: readonly TicketLine[]
  instead: readonly TicketLine[]
  alternatives: readonly (readonly TicketLine[])[]
  ticketTypes: readonly Versioned<TicketType>[]
  leaseId: string
}): HoldOneOf {
  const { already, instead, alternatives, ticketTypes, basketRevision, leaseId } = step
  const { terminalId, basketId, sellerName } = step.basket
  const key = keyspace.basket.key(terminalId, basketId)
  const claimText = claimTextsOf({ state: 'hold', terminalId, basketId, sellerName })
  const basketWith = (lines: readonly TicketLine[]): StoredBasket => ({
    ...step.basket,
    lines: arranged(already, instead, lines),
  })
  const { txn, asked, taken } = oneOf({
    alternatives,
    compare: [unchanged(key, basketRevision), ...onSale(ticketTypes)],
    reads: [key, ...ticketTypes.map(type => ticketTypeKey(type.value))],
    mine: instead,
    write: lines => [
      ...lines.map(line => put(claimKey(line), claimText(line), { leaseId })),
      ...without(instead, lines).map(place => remove(claimKey(place))),
      put(key, keyspace.basket.encode(basketWith(lines)), { leaseId }),
    ],
  })
  return {
    txn,
    asked,
    held(result) {
      const index = taken(result)
      const lines = index === undefined ? undefined : alternatives[index]
      return index === undefined || !lines ? undefined : { basket: basketWith(lines), index }
    },
  }
}

const without = (lines: readonly TicketLine[], others: readonly Place[]) =>
  lines.filter(line => !others.some(other => isSamePlace(other, line)))

/** The tickets of a basket: those that only become others stay where they stand, new ones follow. */
function arranged(
  before: readonly TicketLine[],
  instead: readonly TicketLine[],
  lines: readonly TicketLine[],
): TicketLine[] {
  if (without(instead, lines).length > 0 || without(lines, instead).length > 0)
    return [...without(before, instead), ...lines]
  return before.map(line => lines.find(own => isSamePlace(own, line)) ?? line)
}
