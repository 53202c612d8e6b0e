import { z } from 'zod'
import { nameId } from '../domain/ids'
import { role } from '../domain/roles'
import { refusing } from '../errors/refusals'
import { reads, writes } from './procedure'

const password = z.string().min(1).max(200)

/** A password somebody chooses, as opposed to one they type to get in. */
export const newPassword = z.string().min(8).max(200)

export const sessionUser = z.looseObject({ username: z.string(), name: z.string(), role })
export type SessionUser = z.infer<typeof sessionUser>

/** `token` lets the same page go on after its connection broke; it lives as long as this process or until sign-out. */
const session = z.looseObject({ token: z.string(), user: sessionUser })

/** Getting in and out of a terminal. */
export const sessionContract = {
  signIn: writes('anyone')
    .input(z.strictObject({ username: nameId, password }))
    .output(session)
    .errors(refusing('SIGN_IN_FAILED', 'SIGN_IN_PAUSED')),
  resume: reads('anyone')
    .input(z.strictObject({ token: z.string().max(200) }))
    .output(session),
  signOut: reads('signed-in').output(z.looseObject({})),

  /** The very first admin of an empty cluster. */
  setUp: writes('anyone')
    .input(z.strictObject({ username: nameId, name: z.string().min(1).max(120), password: newPassword }))
    .output(session)
    .errors(refusing('ALREADY_SET_UP')),
  /** Fills an empty cluster with the demonstration house and one user a role. */
  setUpDemo: writes('anyone')
    .output(z.looseObject({ users: z.number() }))
    .errors(refusing('ALREADY_SET_UP')),
}
