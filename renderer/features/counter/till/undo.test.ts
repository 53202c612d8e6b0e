import { describe, expect, it } from 'vitest'
import { Refusal } from '#shared/errors/refusals'
import { Disconnected } from '../../../transport/failures'
import { memoryStorage } from '../testing/memory'
import { receiptOf } from '../testing/scripted-selling'
import { lastSaleOf } from './sale'
import { createTill } from './till-store'
import { createUndoing } from './undo'

const { order } = receiptOf('order', 5_600, 6_000)
const back = { refundId: 'r', operationId: 'o', lines: [], at: '2026-11-20T18:31:00Z', by: 'mira' }
const voided = {
  ...order,
  status: 'void' as const,
  refunds: [{ ...back, method: 'cash' as const, amountMinor: 5_600 }],
}

function start(memory = memoryStorage()) {
  const till = createTill(memory)
  const asked: string[] = []
  const refused: unknown[] = []
  const script: { send?: () => unknown; settle?: () => unknown } = {}
  const call = (name: string, answer: () => unknown) => async () => {
    asked.push(name)
    return answer()
  }
  const undoing = createUndoing({
    till,
    orders: {
      void: call('void', () => script.send?.() ?? voided),
      releaseReservation: call('release', () => ({ ...order, status: 'released' })),
      settleStep: call('settle', () => script.settle?.() ?? { outcome: 'done', order: voided }),
    } as never,
    now: () => 0,
    wait: async () => {},
    onRefused: failure => refused.push(failure),
  })
  return { memory, till, undoing, asked, refused, script }
}

const sold = () => {
  const own = start()
  own.till.setState({ lastSale: lastSaleOf({ order, changeMinor: 400 }, false) })
  return own
}

describe('undoing the last sale', () => {
  it('asks once, then says what goes back and how', async () => {
    const { till, undoing, asked } = sold()
    undoing.ask()
    expect(asked).toEqual([])
    await undoing.confirm()
    expect(till.getState()).toMatchObject({
      lastSale: undefined,
      undo: { is: 'done', number: 'T03-000123', back: [{ method: 'cash', amountMinor: 5_600 }] },
    })
    undoing.dismiss()
    expect(till.getState().undo).toBeUndefined()
  })

  it('forgets the question when the cashier goes on selling, and never what is to be given back', async () => {
    const { till, undoing } = sold()
    undoing.ask()
    undoing.goOn()
    expect(till.getState().undo).toBeUndefined()
    undoing.ask()
    await undoing.confirm()
    undoing.goOn()
    expect(till.getState().undo).toMatchObject({ is: 'done' })
  })

  it('never voids twice: neither by two confirmations nor by a lost answer', async () => {
    const { till, undoing, asked, script } = sold()
    script.send = () => {
      throw new Disconnected(true)
    }
    undoing.ask()
    await Promise.all([undoing.confirm(), undoing.confirm()])
    expect(asked).toEqual(['void', 'settle'])
    expect(till.getState().undo?.is).toBe('done')
  })

  it('takes up after a reload what was under way', async () => {
    const first = sold()
    first.undoing.ask()
    first.till.setState(({ undo }) => ({ undo: undo && { ...undo, is: 'sending' } }))
    const again = start(first.memory)
    await again.undoing.resume()
    expect(again.asked).toEqual(['settle'])
    expect(again.till.getState().undo?.is).toBe('done')
  })

  it('says why when it is too late, and leaves the sale as it is', async () => {
    const { till, undoing, refused, script } = sold()
    script.send = () => {
      throw new Refusal('TOO_LATE', { limitMs: 600_000 })
    }
    undoing.ask()
    await undoing.confirm()
    expect(refused).toMatchObject([{ code: 'TOO_LATE' }])
    expect(till.getState()).toMatchObject({ undo: undefined, lastSale: { number: 'T03-000123' } })
  })

  it('lets a reservation go, and has nothing to undo where there is none or it is an invoice', async () => {
    const { till, undoing, asked } = sold()
    till.setState(({ lastSale }) => ({ lastSale: lastSale && { ...lastSale, as: 'invoice' } }))
    undoing.ask()
    expect(till.getState().undo).toBeUndefined()
    till.setState(({ lastSale }) => ({ lastSale: lastSale && { ...lastSale, as: 'reserved' } }))
    undoing.ask()
    await undoing.confirm()
    expect(asked).toEqual(['release'])
  })
})
