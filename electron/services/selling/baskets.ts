import type { Log } from '../../logging/log'
import { createExtending, type Extending } from './extending'
import { createGroups, type Groups } from './groups'
import type { HoldingInTurn } from './holding'
import { takeLeftovers } from './leftovers'
import { createMoves, type MovesOptions } from './moving'
import { createPassingOn, type PassingOn } from './passing-on'
import { createStandingFeeds, type StandingFeeds } from './standing-baskets'
import { createSupervision, type Supervision } from './supervision'

/** What happens to baskets beside taking places into them and selling them. */
export interface Baskets extends Extending, PassingOn, Supervision, Groups, StandingFeeds {
  /** Frees or keeps what an earlier life of this terminal left. Call it once, before anything is sold. */
  takeLeftovers(): Promise<void>
}

export function createBaskets(
  options: MovesOptions & { log: Log; holdTtlMs: () => number; holding: HoldingInTurn },
): Baskets {
  const moves = createMoves(options)
  return {
    ...createExtending({ ...options, moves }),
    ...createPassingOn({ ...options, moves }),
    ...createSupervision({ ...options, moves }),
    ...createGroups(options),
    ...createStandingFeeds(options.replica),
    takeLeftovers: () => takeLeftovers(options),
  }
}
