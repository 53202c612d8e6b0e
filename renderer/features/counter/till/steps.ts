import type { TerminalClient } from '#shared/contract/index'
import type { Order } from '#shared/domain/order'
import { isCertain } from './certain'
import { nextTryInMs } from './sale'

/** A step on an order, under the id that the page drew for it. */
export interface StepId {
  orderId: string
  operationId: string
}

/** How a step ended, as a certainty. `refused` says why it was not carried out, where somebody said so. */
export type StepEnd = { how: 'done'; order: Order } | { how: 'not-done'; refused?: unknown }

export interface Asking {
  orders: Pick<TerminalClient['orders'], 'settleStep'>
  /** Epoch milliseconds. */
  now: () => number
  wait: (ms: number) => Promise<void>
  onTry(): void
  onNoAnswer(nextTryAt: number): void
}

/** Sends a step, and asks what became of it for as long as that is not certain. */
export async function carryOut(send: () => Promise<Order>, step: StepId, asking: Asking): Promise<StepEnd> {
  try {
    return { how: 'done', order: await send() }
  } catch (failure) {
    return isCertain(failure) ? { how: 'not-done', refused: failure } : untilCertain(step, asking)
  }
}

/** What became of a step that was sent before. */
export async function untilCertain({ orderId, operationId }: StepId, asking: Asking): Promise<StepEnd> {
  for (let tries = 1; ; tries++) {
    asking.onTry()
    const answer = await asking.orders.settleStep({ orderId, operationId }).catch(() => undefined)
    if (answer?.outcome === 'done') return { how: 'done', order: answer.order }
    if (answer?.outcome === 'not-done') return { how: 'not-done' }
    const delayMs = nextTryInMs(tries)
    asking.onNoAnswer(asking.now() + delayMs)
    await asking.wait(delayMs)
  }
}
