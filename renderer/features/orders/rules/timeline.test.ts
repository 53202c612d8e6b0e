import { describe, expect, it } from 'vitest'
import type { Order, OrderStep } from '#shared/domain/order'
import { anOrder, aRefund } from '../testing/order'
import { timelineOf } from './timeline'

const people = { mira: 'Mira Okafor' }
const timeline = (order: Order, said = {}) => timelineOf({ order, people, said })
const step = (operationId: string, action: string, at: string): OrderStep => ({
  ...{ operationId, action, at, by: 'mira', terminalId: 'T02', record: 7 },
})

describe('the beginning of an order', () => {
  it('is a sale with its payments', () => {
    expect(timeline(anOrder())).toMatchObject([
      { what: 'sold', who: 'Nora Keane', terminalId: 'T01', tickets: 2, payments: [{ amountMinor: 80_00 }] },
    ])
  })

  it('is a reservation where all its money came with a step', () => {
    const payments = anOrder().payments.map(payment => ({ ...payment, paymentId: 'step-1.1' }))
    const steps = [step('step-1', 'sale', '2026-11-21T19:00:00Z')]
    expect(timeline(anOrder({ payments, steps }))).toMatchObject([
      { what: 'sale', who: 'Mira Okafor', payments: [{ amountMinor: 80_00 }] },
      { what: 'reserved', payments: [] },
    ])
  })

  it('is a payment that was waited for, until its last word and after', () => {
    expect(timeline(anOrder({ status: 'paying' }))).toMatchObject([{ what: 'payment-begun' }])
    const steps = [step('step-1', 'payment-not-charged', '2026-11-21T19:00:00Z')]
    expect(timeline(anOrder({ status: 'released', steps })).at(-1)).toMatchObject({ what: 'payment-begun' })
  })
})

describe('what happened after', () => {
  it('stands above it, with what its audit record says', () => {
    const steps = [
      step('step-1', 'refund', '2026-11-21T18:05:00Z'),
      step('step-2', 'payment-corrected', '2026-11-21T18:10:00Z'),
    ]
    const order = anOrder({ steps, refunds: [aRefund({ lines: anOrder().lines.slice(0, 1) })] })
    expect(timeline(order, { 'step-2': { from: 'cash', to: 'card' } })).toMatchObject([
      { what: 'payment-corrected', said: { from: 'cash', to: 'card' } },
      { what: 'refund', tickets: 1, refunds: [{ amountMinor: 40_00 }] },
      { what: 'sold' },
    ])
  })

  it('names the supervisor whose yes it had', () => {
    const steps = [step('step-1', 'void', '2026-11-21T20:00:00Z')]
    expect(timeline(anOrder({ steps }), { 'step-1': { approvedBy: 'mira' } })).toMatchObject([
      { what: 'void', approver: 'Mira Okafor' },
      { what: 'sold' },
    ])
  })

  it('is told once, also of an order that does not say who did its steps', () => {
    const order = anOrder({ refunds: [aRefund(), aRefund({ refundId: 'step-1.2', amountMinor: 1_00 })] })
    expect(timeline(order)).toMatchObject([
      { what: 'refund', who: 'Mira Okafor', refunds: [{ amountMinor: 40_00 }, { amountMinor: 1_00 }] },
      { what: 'sold' },
    ])
  })
})
