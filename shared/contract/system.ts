import { z } from 'zod'
import { cardDeviceKind } from '../domain/card-device'
import { charges } from '../domain/charges'
import { role } from '../domain/roles'
import { feedOf, reads, resume } from './procedure'

/** What the sign-in screen needs before anybody is signed in. Passwords stand here for demonstration data only. */
const welcome = z.looseObject({
  version: z.string(),
  terminalId: z.string(),
  venueName: z.string().optional(),
  timeZone: z.string(),
  charges,
  /** What this till's card payments ask. */
  cardDevice: cardDeviceKind.optional(),
  /** Nobody can sign in yet: the page offers to make the first admin, or to load the demonstration. */
  empty: z.boolean(),
  demoUsers: z.array(z.looseObject({ username: z.string(), name: z.string(), role, password: z.string() })),
})
export type Welcome = z.infer<typeof welcome>

const node = z.looseObject({
  name: z.string(),
  endpoint: z.string(),
  answers: z.boolean(),
  leader: z.boolean(),
  version: z.string().optional(),
  /** Why it does not answer, in the client's words. */
  problem: z.string().optional(),
})

/**
 * Whether this terminal can sell, and why not. `revision` and `syncedAt` (instant) say how fresh the screen is;
 * `confirmMs` is the median of the last confirmations of a guarded write.
 */
export const terminalStatus = z.looseObject({
  phase: z.enum(['starting', 'selling', 'no-quorum', 'stale']),
  /** What is being done while starting, as a sentence. */
  starting: z.string().optional(),
  since: z.string(),
  nodes: z.array(node),
  confirmMs: z.number().optional(),
  revision: z.number(),
  /** When what `welcome` says last changed: ask for it again when this is another number. */
  welcomeRevision: z.number(),
  syncedAt: z.string().optional(),
  /** Values in the cluster that could not be read; the admin sees which. */
  unreadable: z.number(),
  /** Terminals whose clock differs from this one's, as their last heartbeat came in; below zero: it is behind. */
  clockDeviations: z.array(z.looseObject({ terminalId: z.string(), aheadMs: z.number() })).default([]),
  /** Sentences an admin should read: an etcd below the floor, a clock that deviates. */
  warnings: z.array(z.string()),
})
export type TerminalStatus = z.infer<typeof terminalStatus>

/** How many slots of an area are taken, and how. */
const areaCounts = z.looseObject({
  eventId: z.string(),
  areaId: z.string(),
  held: z.number(),
  reserved: z.number(),
  sold: z.number(),
  blocked: z.number(),
})
export type AreaCounts = z.infer<typeof areaCounts>

/** This terminal: who it is and how it is. */
export const systemContract = {
  welcome: reads('anyone').output(welcome),
  /** What this terminal shows as taken, at the revision it shows: for whoever checks it against the cluster. */
  counts: reads('anyone').output(
    z.looseObject({ terminalId: z.string(), revision: z.number(), areas: z.array(areaCounts) }),
  ),
  status: reads('anyone').input(z.strictObject({ resume })).output(feedOf(terminalStatus, terminalStatus)),
}
