import type { Random } from '../../../demo/random'
import type { CampaignCluster } from '../cluster'
import type { Observer } from '../observer'
import type { CampaignTerminal } from '../terminals'

/** What a fault works on. */
export interface Arena {
  cluster: CampaignCluster
  terminals: readonly CampaignTerminal[]
  observer: Observer
  random: Random
  /** Says that the fault strikes now; before that it only chooses and prepares. */
  strike(): void
}

/** Something that goes wrong, and is right again when `run` resolves. */
export interface Fault {
  name: string
  run(arena: Arena): Promise<void>
}
