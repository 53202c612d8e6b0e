import { z } from 'zod'
import { type Event, instant } from './event'
import { currency } from './money'

/**
 * What a form says of an event, whole: an empty text or `null` where the event says nothing. `salesFrom` and `salesUntil`
 * of `null` leave that end to the event: at once, until half an hour after its start.
 */
export const eventDetails = z
  .strictObject({
    name: z.string().trim().min(1).max(160),
    presenter: z.string().trim().max(160),
    type: z.string().trim().min(1).max(60),
    location: z.string().trim().min(1).max(120),
    description: z.string().trim().max(4_000),
    start: instant,
    doors: instant.nullable(),
    salesFrom: instant.nullable(),
    salesUntil: instant.nullable(),
    currency,
  })
  .refine(({ doors, start }) => !doors || Date.parse(doors) <= Date.parse(start), {
    ...{ path: ['doors'], message: 'opens after the start' },
  })
  .refine(
    ({ salesFrom: from, salesUntil: until }) => !from || !until || Date.parse(from) < Date.parse(until),
    {
      ...{ path: ['salesUntil'], message: 'ends before it begins' },
    },
  )
export type EventDetails = z.infer<typeof eventDetails>

/** What a form would say of this event. */
export function detailsOf(event: Event): EventDetails {
  const { name, presenter = '', type, location, description, start, currency } = event
  const { doors = null, salesFrom = null, salesUntil = null } = event
  return { name, presenter, type, location, description, start, doors, salesFrom, salesUntil, currency }
}

/** The event as a form says it; everything else of it stays. */
export function withDetails(
  event: Pick<Event, 'eventId' | 'slug' | 'venueId' | 'status'> & Partial<Event>,
  details: EventDetails,
): Event {
  const { presenter: _presenter, doors: _doors, salesFrom: _from, salesUntil: _until, ...others } = event
  const { presenter, doors, salesFrom, salesUntil, ...always } = details
  return {
    ...others,
    ...always,
    ...(presenter && { presenter }),
    ...(doors && { doors }),
    ...(salesFrom && { salesFrom }),
    ...(salesUntil && { salesUntil }),
  }
}

/** `Harbour Lights: Sola Vey` as `harbour-lights-sola-vey`: for addresses, and the beginning of ids. Letters of other scripts fall away. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '')
}
