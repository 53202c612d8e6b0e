import type { TicketType } from '#shared/domain/event'
import type { TicketLine } from '#shared/domain/order'
import type { Op, Txn, TxnResult } from '../../cluster/model'
import { absent, get, nested, put, unchanged } from '../../cluster/txn'
import { claimKey, claimTextsOf, keyspace, type StoredBasket } from '../../keyspace'
import type { Versioned } from '../../replica'
import { holdTxn, onSale, ticketTypeKey } from './transactions'

/** A hold of one of several sets of places, whichever is free first. */
export interface HoldOneOf {
  txn: Txn
  /** Every place it asks for, in the order in which a refusal reads their claims back. */
  asked: readonly TicketLine[]
  /** Which set was taken, and the basket with it; nothing when none was. */
  held(result: TxnResult): { basket: StoredBasket; index: number } | undefined
}

/** What etcd takes in one transaction: the longest list of each level that a nested one stands in counts. */
const maxOps = 128

/**
 * Adds the first of `alternatives` that is free to a basket, opening it when `basketRevision` is 0: the others stand
 * in one another's else branches. The outer transaction compares what must hold whichever is taken: basket, ticket
 * types, and the places that all of them have. As many alternatives are offered as one transaction carries.
 * Reads back when refused: basket, ticket types, claims of `asked`, in this order.
 */
export function holdOneOf(step: {
  /** As it is to be, but for its lines. */
  basket: StoredBasket
  basketRevision: number
  already: readonly TicketLine[]
  alternatives: readonly (readonly TicketLine[])[]
  ticketTypes: readonly Versioned<TicketType>[]
  leaseId: string
}): HoldOneOf {
  const { already, ticketTypes, basketRevision, leaseId } = step
  const [first = [], ...others] = step.alternatives
  const common = first.filter(line => others.every(lines => lines.includes(line)))
  const alternatives = step.alternatives.slice(0, offerable(common.length, first.length, ticketTypes.length))
  const basketWith = (lines: readonly TicketLine[]): StoredBasket => ({
    ...step.basket,
    lines: [...already, ...lines],
  })
  if (alternatives.length <= 1) {
    const basket = basketWith(first)
    const txn = holdTxn({ basket, basketRevision, added: first, ticketTypes, leaseId })
    return { txn, asked: first, held: ({ succeeded }) => (succeeded ? { basket, index: 0 } : undefined) }
  }

  const key = keyspace.basket.key(step.basket.terminalId, step.basket.basketId)
  const { terminalId, basketId, sellerName } = step.basket
  const claimText = claimTextsOf({ state: 'hold', terminalId, basketId, sellerName })
  const own = alternatives.map(lines => lines.filter(line => !common.includes(line)))
  const asked = [...common, ...own.flat()]
  const readBack = (lines: readonly TicketLine[]): Op[] =>
    [key, ...ticketTypes.map(type => ticketTypeKey(type.value)), ...lines.map(claimKey)].map(get)
  const chain = alternatives.reduceRight<readonly Op[]>(
    (otherwise, lines, n) => [
      nested({
        compare: (own[n] ?? []).map(line => absent(claimKey(line))),
        success: [
          ...lines.map(line => put(claimKey(line), claimText(line), { leaseId })),
          put(key, keyspace.basket.encode(basketWith(lines)), { leaseId }),
        ],
        failure: otherwise,
      }),
    ],
    readBack(asked),
  )
  return {
    txn: {
      compare: [
        unchanged(key, basketRevision),
        ...onSale(ticketTypes),
        ...common.map(line => absent(claimKey(line))),
      ],
      success: chain,
      // Nobody looked at the alternatives: whether they are free is not why it was refused.
      failure: readBack(common),
    },
    asked,
    held(result) {
      const index = branchTaken(result)
      const lines = index === undefined ? undefined : alternatives[index]
      return index === undefined || !lines ? undefined : { basket: basketWith(lines), index }
    },
  }
}

/** The outer `succeeded` says that basket and ticket types stand; which alternative was free, the nested ones say. */
function branchTaken({ succeeded, results }: TxnResult): number | undefined {
  if (!succeeded) return undefined
  let [branch] = results
  for (let index = 0; branch?.op === 'txn'; index++) {
    if (branch.succeeded) return index
    branch = branch.results[0]
  }
  return undefined
}

/** How many alternatives of `places` one transaction carries: each is one level deeper, and the last reads all. */
function offerable(common: number, places: number, types: number): number {
  const outer = 1 + types + common
  return Math.floor((maxOps - 2 * outer) / (places + 1 + places - common))
}
