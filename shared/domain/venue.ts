import { z } from 'zod'
import { id } from './ids'

/** What a place in a section is. A companion seat names the wheelchair place it stands beside. */
export const seatKind = z.enum(['seat', 'wheelchair', 'companion', 'restricted-view'])
export type SeatKind = z.infer<typeof seatKind>

/** A point of the house's plan; 1 is the width of one seat, y grows away from the stage. */
const coordinate = z.number().min(-10_000).max(10_000)

/** `slot` is stable for the section's life and never used again; `label` is what is printed. */
export const seat = z.looseObject({
  slot: z.number().int().min(0).max(999_999),
  label: z.string().min(1).max(12),
  x: coordinate,
  y: coordinate,
  zone: id,
  kind: seatKind,
  companionOf: z.number().int().min(0).optional(),
})
export type Seat = z.infer<typeof seat>

export const row = z.looseObject({ label: z.string().min(1).max(12), seats: z.array(seat) })

/** A shape drawn on the plan so that people know where they look from. */
export const stage = z.looseObject({
  stageId: id,
  label: z.string().max(40),
  points: z.array(z.tuple([coordinate, coordinate])).min(3),
})
export type Stage = z.infer<typeof stage>

/** One section's geometry: the truth for what a seated area sells. */
export const section = z.looseObject({
  venueId: id,
  sectionId: id,
  version: z.number().int().min(1),
  name: z.string().min(1).max(80),
  stageId: id.optional(),
  rows: z.array(row),
})
export type Section = z.infer<typeof section>

/** `timeZone` is an IANA name; `businessDayStartsAt` is the local hour at which a new day of sales begins. */
export const venue = z.looseObject({
  venueId: id,
  name: z.string().min(1).max(120),
  city: z.string().max(120),
  address: z.string().max(300).optional(),
  capacity: z.number().int().min(0),
  timeZone: z.string().min(1).max(60),
  businessDayStartsAt: z
    .string()
    .regex(/^\d\d:\d\d$/)
    .default('04:00'),
  stages: z.array(stage).default([]),
})
export type Venue = z.infer<typeof venue>
