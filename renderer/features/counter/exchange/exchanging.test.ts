import { describe, expect, it, vi } from 'vitest'
import type { Order } from '#shared/domain/order'
import { Refusal } from '#shared/errors/refusals'
import type { Exchange, ExchangeState } from '../../../stores/exchange'
import { Disconnected } from '../../../transport/failures'
import type { Notice } from '../rules/notices'
import { memoryStorage } from '../testing/memory'
import { createTill } from '../till/till-store'
import { createExchanging } from './exchanging'

const begun: Exchange = {
  ...{ orderId: 'order-1', number: 'T01-000001', operationId: 'step-1', order: undefined },
  places: [{ eventId: 'recital', areaId: 'hall', slot: 0 }],
  stands: { is: 'choosing' },
}

const exchangedOrder = (operationId: string) =>
  ({
    ...{ orderId: 'order-1', currency: 'EUR', refunds: [] },
    payments: [{ paymentId: `${operationId}.1`, method: 'cash', amountMinor: 8_00, tenderedMinor: 20_00 }],
    exchanges: [{ operationId, from: [{}], to: [{}], differenceMinor: 8_00 }],
  }) as unknown as Order

const cash = {
  payments: [{ method: 'cash' as const, amountMinor: 8_00, tenderedMinor: 20_00 }],
  to: { method: 'cash' as const },
}
const card = { payments: [{ method: 'card' as const, amountMinor: 8_00 }], to: { method: 'cash' as const } }

type Answer = Order | Error
type Settled = { outcome: 'done'; order: Order } | { outcome: 'not-done' } | Error

function counter(answers: Answer[], settled: Settled[] = [], stands: Exchange['stands'] = begun.stands) {
  const till = createTill(memoryStorage())
  const basket = { basketId: 'basket-1', lines: [], deadlineAt: Number.MAX_SAFE_INTEGER }
  till.setState({ basketId: 'basket-1', orderId: 'next' })
  let state: ExchangeState = { exchange: { ...begun, stands }, done: undefined, overtaken: undefined }
  const exchanges = {
    getState: () => state,
    setState: (change: Partial<ExchangeState>) => {
      state = { ...state, ...change }
    },
  }
  const next = <T>(from: (T | Error)[]) => {
    const answer = from.shift() ?? new Disconnected(false)
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
  }
  const exchange = vi.fn((_: { operationId: string }) => next(answers))
  const askCard = vi.fn((_: { amountMinor: number }) => Promise.resolve({} as Order))
  const settlePayment = vi.fn((_: { outcome: string }) => Promise.resolve({} as Order))
  const notices: (Notice | undefined)[] = []
  const exchanging = createExchanging({
    ...{ till, exchanges, now: () => 0, wait: async () => {}, extend: async () => {} },
    orders: { exchange, askCard, settlePayment, settleStep: () => next(settled) } as never,
    selling: { hold: vi.fn() } as never,
    basket: () => basket as never,
    whenHeld: () => ({ shown: () => Promise.resolve(), stop: () => {} }),
    notify: notice => notices.push(notice),
  })
  const ids = () => exchange.mock.calls.map(([{ operationId }]) => operationId)
  return { ...exchanging, till, exchange, askCard, settlePayment, ids, notices, now: () => state }
}

describe('an exchange', () => {
  it('is told with its change, and leaves the counter free', async () => {
    const { settle, now, till } = counter([exchangedOrder('step-1')])
    await settle(cash)
    expect(now()).toMatchObject({
      exchange: undefined,
      done: { number: 'T01-000001', tickets: 1, differenceMinor: 8_00, changeMinor: 12_00, checked: false },
    })
    expect(till.getState()).toMatchObject({ sale: { step: 'open' }, basketId: undefined })
  })

  it('keeps its id and everything that was chosen when it is refused', async () => {
    const { settle, ids, now, till, notices } = counter([
      new Refusal('BASKET_CHANGED', {}),
      exchangedOrder('step-1'),
    ])
    await settle(cash)
    expect(now().exchange?.stands).toEqual({ is: 'choosing' })
    expect(till.getState().basketId).toBe('basket-1')
    expect(notices.at(-1)).toMatchObject({ what: expect.stringContaining('changed in another window') })
    await settle(cash)
    expect(ids()).toEqual(['step-1', 'step-1'])
  })

  it('whose answer is lost is asked about until its end is certain', async () => {
    const lost = () => new Disconnected(true)
    const done = counter([lost()], [lost(), { outcome: 'done', order: exchangedOrder('step-1') }])
    await done.settle(cash)
    expect(done.now().done).toMatchObject({ checked: true, changeMinor: 12_00 })

    const not = counter([lost(), exchangedOrder('step-1')], [{ outcome: 'not-done' }])
    await not.settle(cash)
    expect(not.now().exchange?.stands).toEqual({ is: 'choosing' })
    expect(not.notices.at(-1)).toMatchObject({ what: 'The exchange was not made: this is certain.' })
    // No copy of that one can come any more: a further try is another one.
    await not.settle(cash)
    expect(not.ids()[1]).not.toBe('step-1')
  })

  it('is asked about after a reload of the page', async () => {
    const checking = { is: 'checking' as const, settlement: cash, sentAt: 0, tries: 0 }
    const page = counter([], [{ outcome: 'done', order: exchangedOrder('step-1') }], checking)
    await page.resume()
    expect(page.now().done).toMatchObject({ checked: true })
    expect(page.exchange).not.toHaveBeenCalled()
  })

  it('is one however often its button is pressed', async () => {
    const { settle, exchange } = counter([exchangedOrder('step-1')])
    await Promise.all([settle(cash), settle(cash), settle(cash)])
    expect(exchange).toHaveBeenCalledTimes(1)
  })
})

describe('the difference on a card', () => {
  it('is not sent before the device has charged it, and nothing is left of it when it did not', async () => {
    const { settle, notCharged, exchange, askCard, settlePayment, now, till } = counter([])
    await settle(card)
    expect(askCard).toHaveBeenCalledWith(expect.objectContaining({ orderId: 'order-1', amountMinor: 8_00 }))
    expect(now().exchange?.stands).toMatchObject({ is: 'card', charged: false })
    expect(till.getState().sale.step).toBe('exchanging')
    await notCharged()
    expect(settlePayment).toHaveBeenCalledWith(expect.objectContaining({ outcome: 'not-charged' }))
    expect(exchange).not.toHaveBeenCalled()
    expect(till.getState().sale.step).toBe('open')
  })

  it('is asked about at the order when the device says nothing, and the till is free', async () => {
    const { settle, unanswered, settlePayment, now, till, notices } = counter([])
    await settle(card)
    unanswered()
    expect(settlePayment).not.toHaveBeenCalled()
    expect(now().exchange).toBeUndefined()
    expect(till.getState().sale.step).toBe('open')
    expect(notices.at(-1)?.what).toContain('T01-000001')
  })

  it('is asked of no device while it is not on record', async () => {
    const { settle, askCard, now, notices } = counter([])
    askCard.mockRejectedValueOnce(new Refusal('NO_QUORUM', {}))
    await settle(card)
    expect(now().exchange?.stands).toEqual({ is: 'choosing' })
    expect(notices.at(-1)).toBeDefined()
  })

  it('that was charged is remembered when the exchange is refused', async () => {
    const { settle, charged, now, ids } = counter([new Refusal('NO_QUORUM', {}), exchangedOrder('step-1')])
    await settle(card)
    await charged('A-77')
    expect(now().exchange?.stands).toMatchObject({ is: 'card', charged: true })
    await charged()
    expect(ids()).toEqual(['step-1', 'step-1'])
    expect(now().done).toBeDefined()
  })
})
