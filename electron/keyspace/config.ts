import { z } from 'zod'
import { fee, tax } from '#shared/domain/charges'
import { instant } from '#shared/domain/event'
import { id } from '#shared/domain/ids'
import { currency } from '#shared/domain/money'
import { type Aggregate, aggregate } from './aggregate'

const names = z.array(z.string().min(1).max(120))

/** A kind of key that has one key only. */
export interface Setting<S extends z.ZodType> extends Omit<Aggregate<S, [string]>, 'key'> {
  key(): string
}

const setting = <S extends z.ZodType>(name: string, schema: S): Setting<S> => {
  const kind = aggregate('config', ['name'], schema)
  return { ...kind, key: () => kind.key(name) }
}

/** Settings, each under `config:<name>`. TickETCD kept its static lists so; ours have a shape each. */
export const config = {
  eventTypes: setting('event-types', z.looseObject({ names })),
  locations: setting('locations', z.looseObject({ names })),
  ticketTypes: setting(
    'ticket-types',
    z.looseObject({ types: z.array(z.looseObject({ type: id, name: z.string() })) }),
  ),
  priceTypes: setting(
    'price-types',
    z.looseObject({ types: z.array(z.looseObject({ priceType: id, name: z.string() })) }),
  ),
  /** The house this cluster sells for. */
  venue: setting(
    'venue',
    z.looseObject({
      venueId: id,
      /** What new events are priced in. */
      currency: currency.optional(),
      /** A sentence at the foot of every paper. */
      paperNote: z.string().max(160).optional(),
      /** The colour of the house, such as `#1f4fd6`. */
      accent: z.string().optional(),
    }),
  ),
  selling: setting(
    'selling',
    z.looseObject({
      holdTtlMs: z.number().int().min(30_000).max(86_400_000),
      /** How long a basket may be put aside for somebody who comes back. */
      asideTtlMs: z.number().int().min(60_000).max(86_400_000).optional(),
      /** How often a basket may be given more time: extended, put aside or handed over. */
      maxExtensions: z.number().int().min(0).max(100).optional(),
      /** The tax that is in every price and in the fee. */
      tax: tax.optional(),
      fee: fee.optional(),
      /** How long after its sale an order may be voided. */
      voidWithinMs: z.number().int().min(0).max(86_400_000).optional(),
      /** How long after it was taken a payment may be booked to another method. */
      correctWithinMs: z
        .number()
        .int()
        .min(0)
        .max(30 * 86_400_000)
        .optional(),
    }),
  ),
  /**
   * Present only in demonstration data, made from `seed` and `asOf`: the users whose passwords the sign-in screen may
   * show. They come last, so without any the demonstration is still being loaded.
   */
  demo: setting(
    'demo',
    z.looseObject({
      seed: z.number().int(),
      asOf: instant,
      users: z.array(z.looseObject({ username: z.string(), password: z.string() })),
    }),
  ),
  /** Present while `populate` is at work or was stopped: how far the run with these settings surely is. */
  populate: setting('populate', z.looseObject({ run: z.string(), batchesDone: z.number().int().min(0) })),
}
