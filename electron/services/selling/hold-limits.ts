import type { Replica } from '../../replica'

const defaultAsideTtlMs = 2 * 3_600_000
const defaultMaxExtensions = 4

/** How long and how often this house lets baskets be held: what `config:selling` says, or what stands for it. */
export interface HoldLimits {
  /** The longest time a basket may be put aside for. */
  asideTtlMs: number
  /** How often one may be given more time by its own till. */
  maxExtensions: number
}

export function holdLimits(replica: Replica): HoldLimits {
  const setting = replica.state.settings.get('config:selling') as Partial<HoldLimits> | undefined
  return {
    asideTtlMs: setting?.asideTtlMs ?? defaultAsideTtlMs,
    maxExtensions: setting?.maxExtensions ?? defaultMaxExtensions,
  }
}
