import { describe, expect, it } from 'vitest'
import type { Order } from '#shared/domain/order'
import { Refusal } from '#shared/errors/refusals'
import { Disconnected } from '../../../transport/failures'
import type { Notice } from '../rules/notices'
import { memoryStorage } from '../testing/memory'
import { receiptOf, settled } from '../testing/scripted-selling'
import { heldSeat } from '../testing/tickets'
import { createAnsweredDevice } from './card-device'
import { createDevicePayments } from './device'
import { devicePaymentOf } from './device-payment'
import { createTill } from './till-store'

const cardMinor = 6_800

function orderThat(status: Order['status'], payment: Order['payments'][number]['status'] = 'pending'): Order {
  const { order } = receiptOf('order', cardMinor, cardMinor)
  const [paid] = order.payments
  if (!paid) throw new Error('a receipt has its payment')
  const { tenderedMinor: _cash, ...card } = paid
  const payments = [{ ...card, method: 'card' as const, status: payment }]
  return { ...order, status, lines: [heldSeat(9)], payments }
}

type Said = { says: string; input: Record<string, unknown> }

function start(memory = memoryStorage()) {
  const till = createTill(memory)
  const said: Said[] = []
  const notices: (Notice | undefined)[] = []
  /** What the terminal answers to the next step, and to the question what became of one. */
  const answers: { step: (() => Order)[]; settle: (() => unknown)[]; get?: Order } = { step: [], settle: [] }
  const step = (says: string) => async (input: object) => {
    said.push({ says, input: input as Record<string, unknown> })
    const answer = answers.step.shift()
    if (!answer) throw new Error(`nobody answers ${says}`)
    return answer()
  }
  const device = createAnsweredDevice(() => 'manual')
  const payments = createDevicePayments({
    till,
    orders: {
      settlePayment: step('settle'),
      payInstead: step('instead'),
      settleStep: async () => {
        const answer = answers.settle.shift()
        if (!answer) throw new Disconnected(true)
        return answer()
      },
      get: async () => answers.get ?? orderThat('paying'),
    } as never,
    device: () => device,
    notify: notice => notices.push(notice),
    now: () => 1_000,
    wait: async () => {},
  })
  return { memory, till, said, answers, device, payments, notice: () => notices.at(-1) }
}

const begun = (found = false, memory = memoryStorage()) => {
  const own = start(memory)
  own.payments.begin(devicePaymentOf(orderThat('paying')), found)
  return own
}

describe('a card at its device', () => {
  it('is sold when the device says so, with what it printed and never a card number', async () => {
    const { till, said, answers, device } = begun()
    answers.step.push(() => orderThat('sold', 'captured'))
    device.answer({ says: 'charged', reference: 'A1', cardLastFour: '4242' })
    await settled()
    expect(said).toMatchObject([
      { says: 'settle', input: { by: 'device', outcome: 'charged', reference: 'A1', cardLastFour: '4242' } },
    ])
    expect(till.getState()).toMatchObject({ sale: { step: 'open' }, lastSale: { as: 'paid' } })
  })

  it('writes nothing when it is declined: the places stay, and cash may take the card’s place', async () => {
    const { till, said, answers, device, payments } = begun()
    device.answer({ says: 'declined' })
    await settled()
    expect(till.getState().sale).toMatchObject({ step: 'device', is: 'declined' })
    expect(said).toEqual([])
    answers.step.push(() => orderThat('sold', 'captured'))
    await payments.payInstead([{ method: 'cash', amountMinor: cardMinor, tenderedMinor: 7_000 }])
    expect(said).toMatchObject([{ says: 'instead', input: { payments: [{ method: 'cash' }] } }])
    expect(till.getState().sale).toEqual({ step: 'open' })
  })

  it('is asked for once more after it was declined', async () => {
    const { till, device, payments, answers } = begun()
    device.answer({ says: 'declined' })
    await settled()
    payments.askAgain()
    expect(till.getState().sale).toMatchObject({ is: 'asking' })
    answers.step.push(() => orderThat('sold', 'captured'))
    device.answer({ says: 'charged' })
    await settled()
    expect(till.getState().sale.step).toBe('open')
  })

  it('is asked about after a reload, since nobody knows what the device did', () => {
    const { memory } = begun()
    expect(start(memory).till.getState().sale).toMatchObject({ step: 'device', is: 'unanswered' })
  })

  it('hears no late word of a device once the cashier has said what it did', async () => {
    const { till, said, answers, device, payments } = begun()
    payments.unanswered()
    answers.step.push(() => orderThat('released', 'declined'))
    await payments.say('not-charged')
    device.answer({ says: 'charged' })
    await settled()
    expect(said).toHaveLength(1)
    expect(till.getState().sale.step).toBe('open')
  })
})

describe('the last word', () => {
  it('lets the places go where nothing was charged, and offers to hold them again', async () => {
    const { answers, payments, notice } = begun(true)
    answers.step.push(() => orderThat('released', 'declined'))
    await payments.say('not-charged')
    expect(notice()?.remedy).toMatchObject({ does: 'hold-again', lines: [{ slot: 9 }] })
  })

  it('says that money is due back to the card where it was charged for nothing', async () => {
    const { till, answers, payments, notice } = begun(true)
    answers.step.push(() => orderThat('released', 'refund-due'))
    await payments.say('refund-due')
    expect(notice()).toMatchObject({ tone: 'danger' })
    expect(till.getState().lastSale).toBeUndefined()
  })

  it('is asked about until it is certain when its answer is lost, and said once', async () => {
    const { till, said, answers, payments } = begun(true)
    answers.step.push(() => {
      throw new Disconnected(true)
    })
    answers.settle.push(
      () => {
        throw new Refusal('NO_QUORUM', {})
      },
      () => ({ outcome: 'done', order: orderThat('sold', 'captured') }),
    )
    await payments.say('charged')
    expect(said).toHaveLength(1)
    expect(till.getState()).toMatchObject({ sale: { step: 'open' }, lastSale: { as: 'paid' } })
  })

  it('is asked about again after a reload, under the same id', async () => {
    const first = begun(true)
    const { operationId } = { operationId: 'word' }
    first.till.setState({
      sale: {
        ...{
          step: 'settling',
          payment: devicePaymentOf(orderThat('paying')),
          tries: 0,
          nextTryAt: undefined,
        },
        word: { operationId, says: 'charged' },
      },
    })
    const again = start(first.memory)
    again.answers.settle.push(() => ({ outcome: 'not-done' }))
    await again.payments.resume()
    expect(again.till.getState().sale).toMatchObject({ step: 'device', is: 'unanswered' })
    expect(again.said).toEqual([])
  })

  it('is what the order says where somebody else was first', async () => {
    const { till, answers, payments } = begun(true)
    answers.step.push(() => {
      throw new Refusal('ORDER_IS', { number: 'T03-000123', status: 'sold' })
    })
    answers.get = orderThat('sold', 'captured')
    await payments.say('not-charged')
    expect(till.getState()).toMatchObject({ sale: { step: 'open' }, lastSale: { number: 'T03-000123' } })
  })
})
