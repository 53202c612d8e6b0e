import { z } from 'zod'
import type { TerminalClient } from '#shared/contract/index'
import { id, newId } from '#shared/domain/ids'
import { amountMinor, currency } from '#shared/domain/money'
import { type Order, paymentMethod } from '#shared/domain/order'
import { isRefusal } from '#shared/errors/refusals'
import { carryOut, type StepEnd, untilCertain } from './steps'
import type { Till } from './till-store'

/** Money that goes back, and how. */
const moneyBack = z.object({ method: paymentMethod, amountMinor })
export type MoneyBack = z.infer<typeof moneyBack>

/**
 * The sale before, taken back: whether the cashier means it is asked once (`asking`); under one id, so that it is never
 * done twice; and what goes back to the customer stays on the screen until it has.
 */
export const undone = z.object({
  orderId: id,
  operationId: id,
  number: z.string(),
  currency,
  is: z.enum(['asking', 'sending', 'done']),
  back: z.array(moneyBack),
})
export type Undo = z.infer<typeof undone>

export interface UndoingOptions {
  till: Till
  orders: Pick<TerminalClient['orders'], 'void' | 'releaseReservation' | 'settleStep'>
  now: () => number
  wait: (ms: number) => Promise<void>
  /** Why it was not taken back. */
  onRefused(failure: unknown): void
}

/** What of a voided order goes back to the customer. */
export function backOf({ refunds }: Pick<Order, 'refunds'>): MoneyBack[] {
  return refunds.map(({ method, amountMinor: backMinor }) => ({ method, amountMinor: backMinor }))
}

/** Taking the last sale of this page back. */
export function createUndoing({ till, orders, now, wait, onRefused }: UndoingOptions) {
  const asking = { orders, now, wait, onTry: () => {}, onNoAnswer: () => {} }

  function ended(undo: Undo, end: StepEnd) {
    if (end.how === 'done') {
      till.setState({ undo: { ...undo, is: 'done', back: backOf(end.order) }, lastSale: undefined })
      return
    }
    till.setState({ undo: undefined })
    // It is void already, by another window's hand: nothing is left of it to take back.
    if (isRefusal(end.refused, 'ORDER_IS')) till.setState({ lastSale: undefined })
    if (end.refused !== undefined) onRefused(end.refused)
  }

  return {
    /** Asks whether the last sale is to be taken back. */
    ask() {
      const { lastSale, undo, sale } = till.getState()
      if (!lastSale || undo || sale.step !== 'open' || lastSale.as === 'invoice') return
      const { orderId, number, currency: code } = lastSale
      till.setState({
        undo: { orderId, operationId: newId(), number, currency: code, is: 'asking', back: [] },
      })
    },
    /** The cashier means it. */
    async confirm() {
      const { undo, lastSale } = till.getState()
      if (undo?.is !== 'asking') return
      const { orderId, operationId } = undo
      till.setState({ undo: { ...undo, is: 'sending' } })
      const send = () =>
        lastSale?.as === 'reserved'
          ? orders.releaseReservation({ orderId, operationId })
          : orders.void({ orderId, operationId })
      ended(undo, await carryOut(send, { orderId, operationId }, asking))
    },
    /** The cashier goes on selling, so nothing is taken back; what has gone back stays told. */
    goOn() {
      if (till.getState().undo?.is === 'asking') till.setState({ undo: undefined })
    },
    /** It stays sold; or what went back has gone back. */
    dismiss() {
      if (till.getState().undo?.is !== 'sending') till.setState({ undo: undefined })
    },
    /** Takes up what a reload of the page interrupted. */
    async resume() {
      const { undo } = till.getState()
      if (undo?.is === 'sending') ended(undo, await untilCertain(undo, asking))
    },
  }
}
export type Undoing = ReturnType<typeof createUndoing>
