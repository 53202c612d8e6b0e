import type { TerminalClient } from '#shared/contract/index'
import type { Wanted } from '#shared/contract/selling'
import { mayStillOpen } from './certain'
import type { Till } from './till-store'

/**
 * Does `act` in the moment in which the terminal's picture of a basket is here, so that the screen goes from one to the
 * other and never shows both or neither. `shown` resolves then, or when the picture is late.
 */
export type WhenShown = (basketId: string, act: () => void) => { shown: Promise<void>; stop(): void }

/**
 * Holds what was only picked, for whatever needs a basket.
 * @throws a `CallFailure`; what was picked stays picked
 */
export async function holdPicked(
  {
    till,
    selling,
    whenShown,
  }: { till: Till; selling: Pick<TerminalClient['selling'], 'hold'>; whenShown: WhenShown },
  ids: { basketId: string; orderId: string },
  wanted: Wanted[],
): Promise<void> {
  const picture = whenShown(ids.basketId, () => till.setState({ picks: [] }))
  try {
    await selling.hold({ ...ids, wanted })
  } catch (failure) {
    picture.stop()
    // An id whose basket never opened is not used again, unless it may still open.
    till.setState(mayStillOpen(failure) ? { picks: [] } : { basketId: undefined })
    throw failure
  }
  await picture.shown
}
