import { z } from 'zod'
import { cardDeviceKind } from '../domain/card-device'
import { id } from '../domain/ids'
import { currency, priceMinor } from '../domain/money'
import { refusing } from '../errors/refusals'
import { reads, writes } from './procedure'

const minuteMs = 60_000
const dayMs = 86_400_000

/** Whether the runtime knows an IANA zone of this name. */
function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

/** The house: what stands on its paper and its screens, whose clock is told, and what it sells in. */
const houseSettings = z.strictObject({
  name: z.string().trim().min(1).max(120),
  city: z.string().trim().max(120),
  address: z.string().trim().max(300),
  /** A sentence at the foot of every paper. */
  paperNote: z.string().trim().max(160),
  /** The colour of the house on its documents, such as `#1f4fd6`; empty: the application's. */
  accent: z.union([z.literal(''), z.string().regex(/^#[0-9a-f]{6}$/)]),
  /** What new events are priced in; those that are there keep theirs. */
  currency,
  timeZone: z.string().min(1).max(60).refine(isTimeZone, { message: 'no such time zone' }),
})
export type HouseSettings = z.infer<typeof houseSettings>

/** How this house sells. A duration may not be settled finer than by the second. */
const sellingSettings = z.strictObject({
  holdTtlMs: z.number().int().min(minuteMs).max(dayMs),
  maxExtensions: z.number().int().min(0).max(100),
  asideTtlMs: z.number().int().min(minuteMs).max(dayMs),
  /** On every ticket that costs anything, in orders of its currency; `null`: none. */
  fee: z
    .strictObject({ name: z.string().trim().min(1).max(80), perTicketMinor: priceMinor.min(1), currency })
    .nullable(),
  /** In every price and in the fee; `null`: none is shown. */
  tax: z
    .strictObject({
      name: z.string().trim().min(1).max(80),
      basisPoints: z.number().int().min(0).max(10_000),
    })
    .nullable(),
  voidWithinMs: z.number().int().min(0).max(dayMs),
  correctWithinMs: z
    .number()
    .int()
    .min(0)
    .max(30 * dayMs),
})
export type SellingSettings = z.infer<typeof sellingSettings>

const settings = z.looseObject({
  /** Absent until somebody gave the house a name. */
  house: z.looseObject(houseSettings.shape).optional(),
  selling: z.looseObject(sellingSettings.shape),
})

/**
 * What is the same at every till of this house. A change says what its author saw: two people change different settings
 * at once, and are told when they change the same one.
 */
export const settingsContract = {
  /** As they are now, with what stands for those nobody has set. */
  read: reads('manager').output(settings),

  /** `seen` is absent where there is no house yet. */
  setHouse: writes('admin')
    .input(z.strictObject({ seen: houseSettings.optional(), wanted: houseSettings }))
    .output(z.looseObject(houseSettings.shape))
    .errors(refusing('EDITED_MEANWHILE')),
  /** What this till's card payments ask: its own, beside what is the house's. */
  setCardDevice: writes('manager')
    .input(z.strictObject({ operationId: id, kind: cardDeviceKind }))
    .output(z.looseObject({}))
    .errors(refusing('EDITED_MEANWHILE')),
  setSelling: writes('manager')
    .input(z.strictObject({ seen: sellingSettings, wanted: sellingSettings }))
    .output(z.looseObject(sellingSettings.shape))
    .errors(refusing('EDITED_MEANWHILE')),
}
