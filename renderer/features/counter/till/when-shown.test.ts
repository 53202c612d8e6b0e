import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { basketsById, useBaskets } from '../../../stores/baskets'
import { basketWith } from '../testing/scripted-selling'
import { whenShown } from './when-shown'

const show = (...ids: string[]) =>
  useBaskets.setState({
    byId: basketsById(
      ids.map(id => basketWith(id, [])),
      0,
    ),
  })

describe('whenShown', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    show()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('acts once, in the moment in which the picture comes', async () => {
    const act = vi.fn()
    const picture = whenShown(baskets => baskets.has('one'), act)
    show('other')
    expect(act).not.toHaveBeenCalled()
    show('one')
    expect(act).toHaveBeenCalledOnce()
    show('one', 'other')
    await picture.shown()
    expect(act).toHaveBeenCalledOnce()
  })

  it('begins to count when it is asked, and does not wait for ever then', async () => {
    const act = vi.fn()
    const picture = whenShown(baskets => baskets.has('one'), act)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(act).not.toHaveBeenCalled()
    const shown = picture.shown()
    await vi.advanceTimersByTimeAsync(1_000)
    await shown
    expect(act).toHaveBeenCalledOnce()
  })

  it('does nothing once it is stopped', () => {
    const act = vi.fn()
    whenShown(baskets => baskets.has('one'), act).stop()
    show('one')
    expect(act).not.toHaveBeenCalled()
  })
})
