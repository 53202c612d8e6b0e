import { describe, expect, it } from 'vitest'
import { absent, put, unchanged } from '../../cluster/txn'
import { keyspace, slotPart } from '../../keyspace'
import { again } from './again'

const orderId = '01a1f9f5-af4b-725c-b464-1d905e538b75'
const claim = keyspace.claim.key('evening-1', 'floor', slotPart(123))
const order = [
  { compare: [absent(claim)], success: [put(claim, `{"orderId":"${orderId}"}`)], failure: [] },
  { compare: [unchanged(keyspace.order.key(orderId), 7)], success: [put('ledger:T01', '{"lastOrder":1}')] },
]

const text = (txns: unknown) => JSON.stringify(txns)

describe('the transactions of an order made again', () => {
  it('are for other slots and for one other order, and the same in everything else', () => {
    const copy = text(again(order, 3))
    const [fresh] = copy.match(/(?<=order:)[^"]+/) ?? []
    expect(fresh).toMatch(/^[0-9a-f-]{36}$/)
    expect(fresh).not.toBe(orderId)
    expect(copy).toBe(
      text(order).replaceAll(orderId, String(fresh)).replaceAll('floor:000123', 'floor:300123'),
    )
  })

  it('are never those of a copy made before', () => {
    const [one, other] = [text(again(order, 1)), text(again(order, 2))]
    expect(one).toHaveLength(other.length)
    expect(one).not.toBe(other)
  })
})
