import { Refusal } from '#shared/errors/refusals'
import type { RouterOptions, Services } from './index'

/** The services, once there are any. @throws Refusal `STARTING` before that. */
export function running({ services }: RouterOptions): Services {
  const up = services()
  if (!up) throw new Refusal('STARTING', {})
  return up
}
