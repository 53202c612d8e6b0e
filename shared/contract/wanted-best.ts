import { z } from 'zod'
import { id } from '../domain/ids'

/**
 * The best `count` numbered seats together, of one area or of all that the ticket type is sold for. `priceTypes` names
 * the price of each seat, `priceType` that of all. `accessible`: so many of them are wheelchair places, the others
 * beside.
 */
export const wantedBest = z
  .strictObject({
    pick: z.literal('best'),
    eventId: id,
    areaId: id.optional(),
    count: z.number().int().min(1).max(100),
    ticketType: id,
    priceType: id.optional(),
    priceTypes: z.array(id).min(1).max(100).optional(),
    accessible: z.number().int().min(1).max(20).optional(),
  })
  .refine(({ priceType, priceTypes }) => (priceType === undefined) !== (priceTypes === undefined), {
    error: 'either one price or a price for each seat',
    path: ['priceTypes'],
  })
  .refine(({ count, priceTypes }) => priceTypes === undefined || priceTypes.length === count, {
    error: 'a price for each seat',
    path: ['priceTypes'],
  })
  .refine(({ count, accessible = 0 }) => accessible <= count, {
    error: 'no more wheelchair places than seats',
    path: ['accessible'],
  })
export type WantedBest = z.infer<typeof wantedBest>
