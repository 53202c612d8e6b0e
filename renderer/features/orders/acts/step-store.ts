import { create } from 'zustand'
import type { TerminalClient } from '#shared/contract/index'
import { newId } from '#shared/domain/ids'
import type { Order } from '#shared/domain/order'
import { isRefusal } from '#shared/errors/refusals'
import { Disconnected } from '../../../transport/failures'

/**
 * A step on an order, from the press of its button to a certain end. `did` says what it is once it is done, and `next`
 * what the person then does with the money.
 */
export interface Step {
  orderId: string
  operationId: string
  did: string
  next?: string | undefined
  /** Epoch milliseconds. */
  sentAt: number
}

/**
 * Where the page stands with its step. While it is `sending` or `checking` nobody knows whether it was done; `refused`
 * and `not-done` are certain.
 */
export type StepState =
  | { is: 'none' }
  | { is: 'sending'; step: Step }
  | { is: 'checking'; step: Step; tries: number }
  | { is: 'refused'; step: Step; failure: unknown }
  | { is: 'done'; step: Step; order: Order; checked: boolean }
  | { is: 'not-done'; step: Step }

export interface StepsOptions {
  settleStep: TerminalClient['orders']['settleStep']
  /** Where a step under way stands through a reload of the page. */
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  /** Epoch milliseconds. */
  now: () => number
  /** Waits, or less when there is reason to ask again at once. */
  wait: (ms: number) => Promise<void>
}

const storageName = 'ticketcd.order-step'
const firstDelayMs = 500
const longestDelayMs = 8_000

/**
 * Carries out steps on orders, one at a time. A step whose answer is lost is asked about with `orders.settleStep` until
 * its end is certain, also over a reload: that it was not done is told only when it never can be any more.
 */
export function createSteps({ settleStep, storage, now, wait }: StepsOptions) {
  const store = create<StepState>(() => pendingIn(storage))
  /** Drawn when an act begins, and kept through every try of it until its end. */
  let drawn: { what: string; operationId: string } | undefined

  const end = (state: StepState) => {
    storage.removeItem(storageName)
    if (state.is !== 'refused') drawn = undefined
    store.setState(state, true)
  }

  async function check() {
    for (;;) {
      const state = store.getState()
      if (state.is !== 'checking') return
      const { step, tries } = state
      const { orderId, operationId } = step
      const answer = await settleStep({ orderId, operationId }).catch(() => undefined)
      if (answer?.outcome === 'done') return end({ is: 'done', step, order: answer.order, checked: true })
      if (answer?.outcome === 'not-done') return end({ is: 'not-done', step })
      store.setState({ is: 'checking', step, tries: tries + 1 }, true)
      await wait(Math.min(longestDelayMs, firstDelayMs * 2 ** tries))
    }
  }

  return {
    store,
    /**
     * @param what the order and the act: the same while the same thing is tried again. `next` as a function is asked
     * once the answer is there
     * @param send asks the terminal; it gets the step's id
     */
    async run(
      what: Pick<Step, 'orderId' | 'did'> & { act: string; next?: Step['next'] | (() => Step['next']) },
      send: (ids: { orderId: string; operationId: string }) => Promise<Order>,
    ): Promise<void> {
      const { orderId, act, did, next } = what
      const before = store.getState()
      if (before.is === 'sending' || before.is === 'checking') return
      if (drawn?.what !== `${orderId} ${act}`) drawn = { what: `${orderId} ${act}`, operationId: newId() }
      const said = typeof next === 'function' ? {} : { next }
      const step: Step = { orderId, operationId: drawn.operationId, did, ...said, sentAt: now() }
      storage.setItem(storageName, JSON.stringify(step))
      store.setState({ is: 'sending', step }, true)
      try {
        const order = await send({ orderId, operationId: step.operationId })
        const told = typeof next === 'function' ? { ...step, next: next() } : step
        end({ is: 'done', step: told, order, checked: false })
      } catch (failure) {
        if (isCertain(failure)) return end({ is: 'refused', step, failure })
        store.setState({ is: 'checking', step, tries: 0 }, true)
        await check()
      }
    },
    /** Takes up a check that a reload of the page interrupted. */
    resume: check,
    /** What was told is read. */
    clear() {
      const { is } = store.getState()
      if (is !== 'sending' && is !== 'checking') store.setState({ is: 'none' }, true)
    },
  }
}

/** Whether `failure` says that nothing was done; anything else may have been, or may still be. */
function isCertain(failure: unknown): boolean {
  if (isRefusal(failure)) return failure.code !== 'OUTCOME_UNKNOWN'
  return failure instanceof Disconnected && !failure.sent
}

function pendingIn(storage: StepsOptions['storage']): StepState {
  const text = storage.getItem(storageName)
  return text === null ? { is: 'none' } : { is: 'checking', step: JSON.parse(text) as Step, tries: 0 }
}
