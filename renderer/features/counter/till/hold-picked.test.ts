import { describe, expect, it } from 'vitest'
import { Refusal } from '#shared/errors/refusals'
import { Disconnected } from '../../../transport/failures'
import { wantedOf } from '../rules/picks'
import { memoryStorage } from '../testing/memory'
import { picked } from '../testing/tickets'
import { holdPicked } from './hold-picked'
import { createTill } from './till-store'

async function afterFailure(failure: unknown) {
  const till = createTill(memoryStorage())
  const ids = { basketId: 'basket', orderId: 'order' }
  till.setState({ ...ids, picks: [picked(2)] })
  const selling = { hold: () => Promise.reject(failure) } as never
  const whenHeld = () => ({ shown: () => Promise.resolve(), stop: () => {} })
  const held = holdPicked({ till, selling, whenHeld }, ids, wantedOf([picked(2)]))
  await expect(held).rejects.toBe(failure)
  return till.getState()
}

describe('holdPicked', () => {
  it.each([
    new Refusal('SOLD_OUT', {} as never),
    new Refusal('OUTCOME_UNKNOWN', {}),
    new Disconnected(false),
  ])('keeps what was picked, for another basket, after %s', async failure => {
    expect(await afterFailure(failure)).toMatchObject({ basketId: undefined, picks: [picked(2)] })
  })

  it('waits for the basket where the page lost the answer and it may still open', async () => {
    expect(await afterFailure(new Disconnected(true))).toMatchObject({ basketId: 'basket', picks: [] })
  })
})
