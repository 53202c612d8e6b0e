import { z } from 'zod'
import { instant } from '#shared/domain/event'
import { id, nameId } from '#shared/domain/ids'
import { orderStatus } from '#shared/domain/order'
import { role } from '#shared/domain/roles'
import { aggregate } from './aggregate'

/** Somebody who may sign in. The hashes (argon2id, PHC strings) never leave the main process. */
export const user = aggregate(
  'user',
  ['username'],
  z.looseObject({
    username: nameId,
    name: z.string().min(1).max(120),
    email: z.string().max(254).optional(),
    phone: z.string().max(40).optional(),
    role,
    state: z.enum(['active', 'disabled']),
    /** A customer made at a counter has none, and cannot sign in. */
    passwordHash: z.string().startsWith('$argon2id$').optional(),
    pinHash: z.string().startsWith('$argon2id$').optional(),
    /** In a row, at whichever terminals. */
    wrongPins: z.number().int().min(0).optional(),
  }),
)
export type User = ReturnType<typeof user.read>

/** Whose an e-mail address is, in small letters: made only where absent, so that two tills never give it to two. */
export const email = aggregate('email', ['address'], z.looseObject({ username: nameId }))

/** An order under its buyer: enough to list, the order itself has the rest. */
export const purchase = aggregate(
  'purchase',
  ['username', 'eventId', 'orderId'],
  z.looseObject({
    orderId: id,
    number: z.string(),
    status: orderStatus,
    at: instant,
    totalMinor: z.number().int(),
    currency: z.string(),
    tickets: z.array(z.looseObject({ ticketType: id, priceType: id, quantity: z.number().int().min(1) })),
  }),
)

export const favourite = aggregate('favourite', ['username', 'eventId'], z.looseObject({ at: instant }))

/** Wants to be told when at most `limit` tickets are left. */
export const notification = aggregate(
  'notification',
  ['username', 'eventId'],
  z.looseObject({ limit: z.number().int().min(0), active: z.boolean() }),
)

/** A notification that was delivered. */
export const inbox = aggregate(
  'inbox',
  ['username', 'id'],
  z.looseObject({ eventId: id, at: instant, text: z.string().max(500), read: z.boolean().default(false) }),
)
