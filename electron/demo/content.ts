import { z } from 'zod'
import { id, nameId } from '#shared/domain/ids'
import { amountMinor, currency } from '#shared/domain/money'
import { role } from '#shared/domain/roles'
import { stage } from '#shared/domain/venue'
import houseFile from '../../resources/demo/house.json' with { type: 'json' }
import programmeFile from '../../resources/demo/programme.json' with { type: 'json' }

/** Local wall-clock time of the venue, `19:30`. */
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const share = z.number().min(0).max(1)
const count = z.number().int().min(1)
const daysAgo = z.number().int().min(0).max(365)

/** One price a price type, in the house's order of price types; written in euros, kept in cents. */
const prices = z.array(
  z
    .number()
    .transform(major => Math.round(major * 100))
    .pipe(amountMinor),
)

/** One row as an architect would count it: seats from the left of the plan, numbered from 1. */
const rowPlan = z.strictObject({
  row: z.string(),
  seats: count,
  zone: id,
  wheelchairs: z.array(z.strictObject({ seat: count, companion: count })).default([]),
  restrictedView: z.array(count).default([]),
})

/**
 * Rows are arcs round one point before the stage. `anchor` is the edge that all rows of the section line up on, and
 * its direction from that point: 0 is straight back, negative is to the left of the plan.
 */
const sectionPlan = z.strictObject({
  sectionId: id,
  name: z.string(),
  anchor: z.strictObject({ edge: z.enum(['left', 'middle', 'right']), degrees: z.number() }),
  radius: z.strictObject({ first: z.number(), step: z.number() }),
  rows: z.array(rowPlan).min(1),
})
export type SectionPlan = z.infer<typeof sectionPlan>

const scaleTicket = z.strictObject({
  type: id,
  name: z.string(),
  note: z.string(),
  zones: z.array(id),
  prices,
})
const openArea = z.strictObject({ areaId: id, name: z.string(), capacity: count })

const party = z.strictObject({ weight: count, of: z.array(id).min(1) })
/** Who comes to the window together: the price types they pay. */
export type Party = z.infer<typeof party>

const house = z.strictObject({
  venue: z.strictObject({
    venueId: id,
    name: z.string(),
    city: z.string(),
    address: z.string(),
    timeZone: z.string(),
    businessDayStartsAt: clockTime,
    currency,
    boxOfficeOpensAt: clockTime,
    boxOfficeOpenHours: count,
  }),
  hall: z.strictObject({
    stage,
    seatPitch: z.number(),
    nearestRadius: z.number(),
    sections: z.array(sectionPlan),
  }),
  rooms: z.array(
    z.strictObject({
      room: id,
      name: z.string(),
      doorsMinutesBefore: count,
      areas: z.union([z.literal('hall'), z.array(openArea).min(1)]),
    }),
  ),
  priceTypes: z.array(z.strictObject({ priceType: id, name: z.string() })),
  priceScales: z.record(id, z.array(scaleTicket).min(1)),
  ticketColours: z.array(z.strictObject({ type: id, name: z.string() })),
  /** `share` says how busy a till is beside the others. */
  tills: z.array(z.strictObject({ terminalId: id, name: z.string(), seller: nameId, share: count })).min(1),
  users: z.array(
    z.strictObject({
      username: nameId,
      name: z.string(),
      email: z.string(),
      role,
      password: z.string().min(8),
    }),
  ),
  customers: z.array(z.strictObject({ username: nameId, name: z.string() })),
  /** Who follows which productions, and wants to be told when at most so many places are left. */
  wishes: z.array(z.strictObject({ username: nameId, productions: z.array(id), notifyAt: count })),
  parties: z.record(id, z.array(party).min(1)),
})

const when = z.union([
  z.strictObject({ day: z.number().int().min(0).max(1), at: clockTime }),
  z.strictObject({
    weekday: z.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']),
    nth: count,
    at: clockTime,
  }),
])
/** The first or second evening, or the nth such weekday after them; see `calendar.ts`. */
export type When = z.infer<typeof when>

const block = z.strictObject({
  section: id,
  row: z.string(),
  seats: z.array(count).min(1),
  kind: z.enum(['house', 'kill', 'press', 'companion', 'technical']),
  reason: z.string(),
})

/** How much is sold: as a share of the house, or by what is left of it. */
const performance = z.union([
  z.strictObject({ when, sold: share, blocks: z.array(block).default([]) }),
  z.strictObject({ when, left: z.number().int().min(0), blocks: z.array(block).default([]) }),
])
export type Performance = z.infer<typeof performance>

const openTicket = z.strictObject({
  type: id,
  name: z.string(),
  note: z.string(),
  area: id,
  prices,
  endedDaysAgo: daysAgo.optional(),
})

/** `scale` prices the hall; `tickets` are what a room without numbered seats sells. */
const production = z.strictObject({
  id,
  name: z.string(),
  presenter: z.string(),
  type: z.string(),
  room: id,
  description: z.string(),
  parties: id,
  announcedDaysAgo: daysAgo,
  scale: id.optional(),
  tickets: z.array(openTicket).optional(),
  performances: z.array(performance).min(1),
})
export type Production = z.infer<typeof production>

/** The demonstration house and its programme, as written by hand in `resources/demo`. */
export const demoHouse = house.parse(houseFile)
export const demoProductions = z
  .strictObject({ productions: z.array(production) })
  .parse(programmeFile).productions

export type DemoHouse = typeof demoHouse
