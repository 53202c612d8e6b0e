import { z } from 'zod'
import { instant } from '#shared/domain/event'
import { id } from '#shared/domain/ids'
import { aggregate } from './aggregate'

const names = z.array(z.string().min(1).max(120))

/**
 * Settings, each under `config:<name>`. TickETCD kept its static lists so; ours have a shape each.
 */
const settings = {
  'event-types': z.looseObject({ names }),
  locations: z.looseObject({ names }),
  'ticket-types': z.looseObject({ types: z.array(z.looseObject({ type: id, name: z.string() })) }),
  'price-types': z.looseObject({ types: z.array(z.looseObject({ priceType: id, name: z.string() })) }),
  /** The house this cluster sells for. */
  venue: z.looseObject({ venueId: id }),
  selling: z.looseObject({ holdTtlMs: z.number().int().min(30_000).max(86_400_000) }),
  /**
   * Present only in demonstration data, made from `seed` and `asOf`: the users whose passwords the sign-in screen may
   * show. They come last, so without any the demonstration is still being loaded.
   */
  demo: z.looseObject({
    seed: z.number().int(),
    asOf: instant,
    users: z.array(z.looseObject({ username: z.string(), password: z.string() })),
  }),
  /** Present while `populate` is at work or was stopped: how far the run with these settings surely is. */
  populate: z.looseObject({ run: z.string(), batchesDone: z.number().int().min(0) }),
} as const

export type SettingName = keyof typeof settings

const one = <N extends SettingName>(name: N) => {
  const kind = aggregate('config', ['name'], settings[name])
  return { ...kind, key: () => kind.key(name) }
}

export const config = {
  eventTypes: one('event-types'),
  locations: one('locations'),
  ticketTypes: one('ticket-types'),
  priceTypes: one('price-types'),
  venue: one('venue'),
  selling: one('selling'),
  demo: one('demo'),
  populate: one('populate'),
}
