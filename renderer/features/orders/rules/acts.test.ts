import { describe, expect, it } from 'vitest'
import type { Order } from '#shared/domain/order'
import { anOrder, aRefund } from '../testing/order'
import { actsOf, isLateVoid } from './acts'

const minuteMs = 60_000
const soldAt = Date.parse('2026-11-21T18:00:00Z')
const limits = { voidWithinMs: 15 * minuteMs, correctWithinMs: 24 * 60 * minuteMs }

const acts = (order: Order, more: { role?: 'cashier' | 'manager'; afterMs?: number } = {}) =>
  actsOf({ order, limits, role: more.role ?? 'manager', nowMs: soldAt + (more.afterMs ?? 0) })
const names = (order: Order) => acts(order).map(({ name }) => name)
const whyNot = (order: Order, name: string, more?: Parameters<typeof acts>[1]) =>
  acts(order, more).find(act => act.name === name)?.whyNot

describe('what can be done with an order', () => {
  it('depends on how it stands', () => {
    expect(names(anOrder())).toEqual([
      ...['exchange', 'reprint', 'refund', 'void', 'correct', 'tendered', 'swap'],
    ])
    expect(names(anOrder({ status: 'reserved', payments: [] }))).toEqual(['collect', 'extend', 'release'])
    const invoice = {
      ...{ number: 'T01-I000001', issuedAt: '2026-11-21T18:00:00Z', dueAt: '2026-12-21T18:00:00Z' },
      buyer: { name: 'A', street: 'B', postalCode: '1', city: 'C', country: 'AT' },
    }
    expect(names(anOrder({ status: 'reserved', payments: [], invoice }))).toEqual([
      'collect',
      'cancel-invoice',
    ])
    expect(names(anOrder({ status: 'paying' }))).toEqual(['settle'])
    expect(names(anOrder({ status: 'void' }))).toEqual([])
  })

  it('is to pay back what is due, also of an order that was let go', () => {
    const [payment] = anOrder().payments
    const due = { ...payment, status: 'refund-due' } as Order['payments'][number]
    expect(names(anOrder({ status: 'released', payments: [due] }))).toEqual(['paid-back'])
    const refunds = [aRefund({ status: 'due', lines: anOrder().lines })]
    expect(names(anOrder({ refunds }))).toEqual(['paid-back', 'correct', 'tendered'])
  })

  it('is nothing more for tickets that all came back', () => {
    expect(names(anOrder({ refunds: [aRefund({ lines: anOrder().lines })] }))).toEqual([
      'correct',
      'tendered',
    ])
  })
})

describe('why something cannot be done', () => {
  it('is the role for what a manager does', () => {
    expect(whyNot(anOrder(), 'refund', { role: 'cashier' })).toEqual({ why: 'role', needs: 'manager' })
    expect(whyNot(anOrder(), 'void', { role: 'cashier' })).toBeUndefined()
  })

  it('is the time, to the millisecond', () => {
    expect(whyNot(anOrder(), 'correct', { afterMs: limits.correctWithinMs + 1 })).toMatchObject({
      why: 'too-late',
    })
  })

  it('is never the time for a void: after it, that takes a supervisor’s yes', () => {
    const order = anOrder()
    const end = Date.parse(order.settledAt ?? order.startedAt) + limits.voidWithinMs
    expect(isLateVoid(order, limits, end)).toBe(false)
    expect(isLateVoid(order, limits, end + 1)).toBe(true)
    expect(whyNot(order, 'void', { afterMs: limits.voidWithinMs + 1 })).toBeUndefined()
  })

  it('is that some of it came back already, for a void', () => {
    const refunds = [aRefund({ lines: anOrder().lines.slice(0, 1) })]
    expect(whyNot(anOrder({ refunds }), 'void')).toEqual({ why: 'not-plain' })
    const exchange = {
      operationId: 'e',
      from: anOrder().lines,
      to: [],
      differenceMinor: 0,
      at: '',
      by: 'nora',
    }
    expect(whyNot(anOrder({ exchanges: [exchange] }), 'void')).toEqual({ why: 'exchanged' })
  })
})
