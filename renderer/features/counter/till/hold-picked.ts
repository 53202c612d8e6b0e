import type { TerminalClient } from '#shared/contract/index'
import type { Wanted } from '#shared/contract/selling'
import { mayStillOpen } from './certain'
import type { Till } from './till-store'
import type { AwaitedPicture } from './when-shown'

/** Does `act` in the moment in which the terminal's picture of a basket is here. */
export type WhenHeld = (basketId: string, act: () => void) => AwaitedPicture

/**
 * Holds what was only picked, for whatever needs a basket.
 * @throws a `CallFailure`; what was picked stays picked
 */
export async function holdPicked(
  {
    till,
    selling,
    whenHeld,
  }: { till: Till; selling: Pick<TerminalClient['selling'], 'hold'>; whenHeld: WhenHeld },
  ids: { basketId: string; orderId: string },
  wanted: Wanted[],
): Promise<void> {
  const picture = whenHeld(ids.basketId, () => till.setState({ picks: [] }))
  try {
    await selling.hold({ ...ids, wanted })
  } catch (failure) {
    picture.stop()
    // An id whose basket never opened is not used again, unless it may still open.
    till.setState(mayStillOpen(failure) ? { picks: [] } : { basketId: undefined })
    throw failure
  }
  await picture.shown()
}
