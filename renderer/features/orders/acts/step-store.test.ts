import { describe, expect, it, vi } from 'vitest'
import type { TerminalClient } from '#shared/contract/index'
import { Refusal } from '#shared/errors/refusals'
import { Disconnected } from '../../../transport/failures'
import { anOrder } from '../testing/order'
import { createSteps } from './step-store'

type Settle = TerminalClient['orders']['settleStep']
const what = { orderId: 'order-1', act: 'void', did: 'Void' }

function page(settled: Awaited<ReturnType<Settle>>[] = [], memory = new Map<string, string>()) {
  const settleStep = vi.fn(async () => {
    const next = settled.shift()
    if (!next) throw new Disconnected(false)
    return next
  })
  const storage = {
    getItem: (name: string) => memory.get(name) ?? null,
    setItem: (name: string, text: string) => void memory.set(name, text),
    removeItem: (name: string) => void memory.delete(name),
  }
  const steps = createSteps({
    ...{ settleStep: settleStep as unknown as Settle, storage, now: () => 0 },
    wait: async () => {},
  })
  return { ...steps, settleStep, memory }
}

const order = anOrder()
const lost = () => Promise.reject(new Disconnected(true))

describe('a step on an order', () => {
  it('is done when its answer comes', async () => {
    const { run, store } = page()
    await run(what, async () => order)
    expect(store.getState()).toMatchObject({ is: 'done', order, checked: false })
  })

  it('keeps its id through every try, and another thing has another one', async () => {
    const { run } = page()
    const ids: string[] = []
    const refuse = async ({ operationId }: { operationId: string }) => {
      ids.push(operationId)
      throw new Refusal('NO_QUORUM', {})
    }
    await run(what, refuse)
    await run(what, refuse)
    await run({ ...what, act: 'refund' }, refuse)
    expect(ids[0]).toBe(ids[1])
    expect(ids[2]).not.toBe(ids[0])
  })

  it('whose answer is lost ends in what the terminal knows for certain', async () => {
    const done = page([{ outcome: 'done', order }])
    await done.run(what, lost)
    expect(done.store.getState()).toMatchObject({ is: 'done', checked: true })
    const not = page([{ outcome: 'not-done' }])
    await not.run(what, () => Promise.reject(new Refusal('OUTCOME_UNKNOWN', {})))
    expect(not.store.getState()).toMatchObject({ is: 'not-done' })
  })

  it('is one step however often its button is pressed', async () => {
    const { run } = page()
    const send = vi.fn(async () => order)
    await Promise.all([run(what, send), run(what, send), run(what, send)])
    expect(send).toHaveBeenCalledTimes(1)
  })

  it('is asked about after a reload of the page', async () => {
    const memory = new Map<string, string>()
    const before = page([], memory)
    void before.run(what, () => new Promise(() => {}))
    expect(memory.size).toBe(1)
    const after = page([{ outcome: 'done', order }], memory)
    await after.resume()
    expect(after.store.getState()).toMatchObject({ is: 'done', checked: true })
    expect(memory.size).toBe(0)
  })
})
