import { describe, expect, it } from 'vitest'
import type { Basket } from '#shared/contract/selling'
import type { TicketType } from '#shared/domain/event'
import { Refusal } from '#shared/errors/refusals'
import { Disconnected, TerminalFault } from '../../../transport/failures'
import type { Notice } from '../rules/notices'
import { memoryStorage } from '../testing/memory'
import { basketWith, receiptOf, scriptedSelling, settled } from '../testing/scripted-selling'
import { heldSeat, picked } from '../testing/tickets'
import type { DevicePayment } from './device-payment'
import { createPayments } from './payments'
import { createTill } from './till-store'

function start(options: { basket?: Basket; memory?: ReturnType<typeof memoryStorage> } = {}) {
  const memory = options.memory ?? memoryStorage()
  const till = createTill(memory)
  const terminal = scriptedSelling()
  const notices: (Notice | undefined)[] = []
  const delays: number[] = []
  const atDevice: { payment: DevicePayment; found: boolean }[] = []
  const payments = createPayments({
    till,
    selling: terminal.selling,
    basket: () => options.basket,
    notify: notice => notices.push(notice),
    whenHeld: (_, act) => {
      act()
      return { shown: () => Promise.resolve(), stop: () => {} }
    },
    pricing: () => ({ charges: {}, discounts: [] }),
    onAtDevice: (payment, found) => atDevice.push({ payment, found }),
    ticketTypes: () => [floorAt(3_000)],
    now: () => 1_000,
    wait: async ms => {
      delays.push(ms)
    },
  })
  if (options.basket) till.setState({ basketId: options.basket.basketId, orderId: 'order' })
  return { memory, till, terminal, payments, delays, atDevice, notice: () => notices.at(-1) }
}

/** The ticket type of what is picked, at a new price. */
function floorAt(priceMinor: number): TicketType {
  return {
    ...{ eventId: 'suites', type: 'floor', name: 'Floor standing', rank: 1, state: 'on-sale', limits: {} },
    sells: { by: 'area', areaId: 'floor' },
    prices: [{ priceType: 'adult', name: 'Adult', priceMinor }],
  }
}

const twoPlaces = [picked(2)] // 2 × €28.00
const totalMinor = 5_600

describe('pay', () => {
  it('sells what was picked at once, and keeps number and change for the next sale', async () => {
    const { till, terminal, payments } = start()
    till.setState({ picks: twoPlaces })
    const paid = payments.pay(6_000)
    const call = await terminal.next('sellAtOnce')
    const { orderId } = till.getState()
    expect(call.input).toEqual({
      orderId,
      wanted: [{ pick: 'any', eventId: 'suites', ticketType: 'floor', priceType: 'adult', count: 2 }],
      expectedMinor: totalMinor,
      payments: [{ method: 'cash', amountMinor: totalMinor, tenderedMinor: 6_000 }],
    })
    await call.answer(receiptOf('order', totalMinor, 6_000))
    await paid
    expect(till.getState()).toMatchObject({
      sale: { step: 'open' },
      picks: [],
      orderId: undefined,
      lastSale: { number: 'T03-000123', changeMinor: 400, tenderedMinor: 6_000, checked: false },
    })
  })

  it('sells a basket that is held', async () => {
    const { till, terminal, payments } = start({ basket: basketWith('basket', [heldSeat(9)]) })
    const paid = payments.pay(6_800)
    const call = await terminal.next('commit')
    expect(call.input).toMatchObject({ basketId: 'basket', orderId: 'order' })
    await call.answer(receiptOf('order', 6_800, 6_800))
    await paid
    expect(till.getState()).toMatchObject({ basketId: undefined, orderId: undefined })
  })

  it('sends one sale for five clicks', async () => {
    const { till, terminal, payments } = start()
    till.setState({ picks: twoPlaces })
    for (let click = 0; click < 5; click++) void payments.pay(totalMinor)
    await settled()
    expect(terminal.calls).toHaveLength(1)
  })

  it('does not sell an empty basket, for too little, or while a hold is under way', async () => {
    const { till, terminal, payments } = start()
    await payments.pay(10_000)
    till.setState({ picks: twoPlaces })
    await payments.pay(totalMinor - 1)
    till.setState({ underWay: 1 })
    await payments.pay(totalMinor)
    expect(terminal.calls).toEqual([])
  })

  it('is on record before its message leaves', async () => {
    const { till, terminal, payments, memory } = start()
    till.setState({ picks: twoPlaces })
    void payments.pay(totalMinor)
    const { input } = await terminal.next('sellAtOnce')
    const reloaded = createTill(memory).getState().sale
    expect(reloaded).toMatchObject({
      step: 'checking',
      attempt: { orderId: (input as { orderId: string }).orderId },
    })
  })

  it('keeps the basket and the order after a refusal, and says why', async () => {
    const { till, terminal, payments, notice } = start()
    till.setState({ picks: twoPlaces })
    const paid = payments.pay(totalMinor)
    const refused = await terminal.next('sellAtOnce')
    const { orderId } = till.getState()
    await refused.refuse(new Refusal('SOLD_OUT', { areaName: 'Floor', left: 1 }))
    await paid
    expect(till.getState()).toMatchObject({ sale: { step: 'open' }, picks: twoPlaces, orderId })
    expect(notice()).toMatchObject({ what: 'Floor has only 1 left.' })
  })

  it('shows the new price, and sells at it once the customer agreed', async () => {
    const { till, terminal, payments, notice } = start()
    till.setState({ picks: twoPlaces })
    const paid = payments.pay(totalMinor)
    const changed = { expectedMinor: totalMinor, actualMinor: 6_000, currency: 'EUR' }
    await (await terminal.next('sellAtOnce')).refuse(new Refusal('PRICE_CHANGED', changed))
    await paid
    expect(till.getState().picks).toEqual([picked(2, { priceMinor: 3_000 })])
    expect(notice()?.remedy).toMatchObject({ does: 'sell-at', totalMinor: 6_000, tenderedMinor: 6_000 })
    void payments.pay(6_000, 6_000)
    expect((await terminal.next('sellAtOnce')).input).toMatchObject({ expectedMinor: 6_000 })
  })
})

describe('a lost answer', () => {
  const lost = [
    new Refusal('OUTCOME_UNKNOWN', {}),
    new Disconnected(true),
    new TerminalFault('it broke inside'),
    new Error('anything else'),
  ]
  it.each(lost)('asks what became of the sale after %s', async failure => {
    const { till, terminal, payments } = start()
    till.setState({ picks: twoPlaces })
    const paid = payments.pay(6_000)
    await (await terminal.next('sellAtOnce')).refuse(failure)
    expect(till.getState().sale).toMatchObject({ step: 'checking', tries: 1 })
    const { input, answer } = await terminal.next('settle')
    expect(input).toEqual({ orderId: till.getState().orderId })
    await answer({ outcome: 'sold', receipt: receiptOf('order', totalMinor, 6_000) })
    await paid
    expect(till.getState()).toMatchObject({
      sale: { step: 'open' },
      picks: [],
      lastSale: { number: 'T03-000123', changeMinor: 400, checked: true },
    })
  })

  it('asks until it is told, ever more slowly, and takes no answer for none', async () => {
    const { till, terminal, payments, delays } = start()
    till.setState({ picks: twoPlaces })
    const paid = payments.pay(totalMinor)
    await (await terminal.next('sellAtOnce')).refuse(new Disconnected(true))
    await (await terminal.next('settle')).refuse(new Disconnected(false))
    await (await terminal.next('settle')).refuse(new Refusal('NO_QUORUM', {}))
    await (await terminal.next('settle')).refuse(new Refusal('OUTCOME_UNKNOWN', {}))
    expect(till.getState().sale).toMatchObject({ step: 'checking', tries: 4 })
    expect(delays).toEqual([500, 1_000, 2_000])
    await (await terminal.next('settle')).answer({ outcome: 'not-sold' })
    await paid
    expect(till.getState().sale).toMatchObject({ step: 'not-sold', attempt: { tenderedMinor: totalMinor } })
  })

  it('asks for the money back, then sells what is still there as another order', async () => {
    const { till, terminal, payments } = start()
    till.setState({ picks: twoPlaces })
    const paid = payments.pay(totalMinor)
    await (await terminal.next('sellAtOnce')).refuse(new Disconnected(true))
    const buried = till.getState().orderId
    await (await terminal.next('settle')).answer({ outcome: 'not-sold' })
    await paid
    await payments.pay(totalMinor)
    expect(terminal.calls.map(call => call.step)).toEqual(['sellAtOnce', 'settle'])
    payments.moneyReturned()
    void payments.pay(totalMinor)
    const { input } = await terminal.next('sellAtOnce')
    expect((input as { orderId: string }).orderId).not.toBe(buried)
  })

  it('takes an order that was given up for one that was surely not made', async () => {
    const { till, terminal, payments } = start()
    till.setState({ picks: twoPlaces })
    const paid = payments.pay(totalMinor)
    await (await terminal.next('sellAtOnce')).refuse(new Refusal('ORDER_ABANDONED', { orderId: 'order' }))
    await paid
    expect(till.getState()).toMatchObject({ sale: { step: 'not-sold' }, orderId: undefined })
  })

  it('is taken up again after a reload, before anything else is sold', async () => {
    const before = start()
    before.till.setState({ picks: twoPlaces })
    void before.payments.pay(6_000)
    const { input } = await before.terminal.next('sellAtOnce')
    const { orderId } = input as { orderId: string }

    const after = start({ memory: before.memory })
    const resumed = after.payments.resume()
    await after.payments.pay(6_000)
    const settle = await after.terminal.next('settle')
    expect(settle.input).toEqual({ orderId })
    await settle.answer({ outcome: 'sold', receipt: receiptOf(orderId, totalMinor, 6_000) })
    await resumed
    expect(after.terminal.calls).toHaveLength(1)
    expect(after.till.getState()).toMatchObject({ sale: { step: 'open' }, picks: [], lastSale: { orderId } })
  })
})

describe('take', () => {
  const card = [{ method: 'card' as const, amountMinor: totalMinor }]

  it('holds what was only picked before a card is asked, and hands the order to the device', async () => {
    const { till, terminal, payments, atDevice } = start()
    till.setState({ picks: twoPlaces })
    const taken = payments.take({ way: 'card', tenders: card })
    const hold = await terminal.next('hold')
    const { basketId, orderId } = hold.input as { basketId: string; orderId: string }
    await hold.answer(basketWith(basketId, []))
    const begin = await terminal.next('beginPayment')
    expect(begin.input).toEqual({ basketId, orderId, payments: card })
    const { order } = receiptOf(orderId, totalMinor, totalMinor)
    await begin.answer({ order: { ...order, status: 'paying' }, changeMinor: 0 })
    await taken
    expect(atDevice).toMatchObject([{ found: false, payment: { orderId, number: 'T03-000123' } }])
    expect(till.getState()).toMatchObject({ basketId: undefined, picks: [], lastSale: undefined })
  })

  it('asks what the device did when the order was found waiting for it after a lost answer', async () => {
    const { till, terminal, payments, atDevice } = start({ basket: basketWith('basket', [heldSeat(9)]) })
    const taken = payments.take({ way: 'card', tenders: [{ method: 'card', amountMinor: 6_800 }] })
    await (await terminal.next('beginPayment')).refuse(new Disconnected(true))
    const { order } = receiptOf('order', 6_800, 6_800)
    const receipt = { order: { ...order, status: 'paying' as const }, changeMinor: 0 }
    await (await terminal.next('settle')).answer({ outcome: 'sold', receipt })
    await taken
    expect(atDevice).toMatchObject([{ found: true }])
    expect(till.getState().lastSale).toBeUndefined()
  })

  it('has no money to give back where a card was never asked', async () => {
    const { till, terminal, payments, notice } = start({ basket: basketWith('basket', [heldSeat(9)]) })
    const taken = payments.take({ way: 'card', tenders: [{ method: 'card', amountMinor: 6_800 }] })
    await (await terminal.next('beginPayment')).refuse(new Disconnected(true))
    await (await terminal.next('settle')).answer({ outcome: 'not-sold' })
    await taken
    expect(till.getState()).toMatchObject({ sale: { step: 'open' }, orderId: undefined })
    expect(notice()).toMatchObject({ tone: 'warn' })
  })

  it('keeps places for somebody, and tells it as not paid', async () => {
    const { till, terminal, payments } = start({ basket: basketWith('basket', [heldSeat(9)]) })
    till.setState({ vouchers: ['TEN'] })
    const until = '2026-11-20T17:30:00Z'
    const taken = payments.take({ way: 'reserve', until, customerName: 'Ms Adeyemi' })
    const call = await terminal.next('reserve')
    const asked = {
      basketId: 'basket',
      orderId: 'order',
      vouchers: ['TEN'],
      until,
      customerName: 'Ms Adeyemi',
    }
    expect(call.input).toEqual(asked)
    const { order } = receiptOf('order', 6_800, 6_800)
    await call.answer({
      order: { ...order, status: 'reserved', reservedUntil: until, payments: [] },
      changeMinor: 0,
    })
    await taken
    expect(till.getState()).toMatchObject({ lastSale: { as: 'reserved', until }, vouchers: [] })
  })
})
