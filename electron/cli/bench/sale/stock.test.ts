import { expect, it } from 'vitest'
import { put } from '../../../cluster/txn'
import { keyspace, slotPart } from '../../../keyspace'
import { timesAgain } from '../again'
import type { BareClient, Prepared } from '../bare-client'
import { Stock } from './stock'

/** Prepares nothing: what is taken from the stock is told by its keys. */
function keysOnly(): { bare: BareClient; keys: string[] } {
  const keys: string[] = []
  const nothing = async () => {}
  const bare: BareClient = {
    prepare(txn) {
      for (const op of txn.success) if (op.op === 'put') keys.push(op.key)
      const prepared: Prepared = { request: {}, revisions: [], moved: [] }
      return prepared
    },
    learn() {},
    send: nothing,
    watch: nothing,
    close() {},
  }
  return { bare, keys }
}

const sale = (slot: number) => [
  { compare: [], success: [put(keyspace.claim.key('evening', 'floor', slotPart(slot)), '{}')] },
]

it('has each order as it was, and then again on other keys, until nothing new can be made of it', () => {
  const { bare, keys } = keysOnly()
  const stock = new Stock(bare)
  stock.add(sale(1))
  stock.add(sale(2))
  stock.fill(100)
  expect(keys).toHaveLength(2 * (1 + timesAgain))
  expect(new Set(keys).size).toBe(keys.length)
  expect(keys.slice(0, 2)).toEqual(['claim:evening:floor:000001', 'claim:evening:floor:000002'])
  for (const _ of keys) expect(stock.take()).toHaveLength(1)
  expect(stock.take()).toBeUndefined()
})

it('has no more ready than was asked for', () => {
  const { bare, keys } = keysOnly()
  const stock = new Stock(bare)
  stock.add(sale(1))
  stock.fill(3)
  stock.fill(3)
  expect(keys).toHaveLength(3)
})
