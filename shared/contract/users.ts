import { z } from 'zod'
import { nameId } from '../domain/ids'
import { role } from '../domain/roles'
import { refusing } from '../errors/refusals'
import { reads, writes } from './procedure'
import { newPassword } from './session'

export const userSummary = z.looseObject({
  username: z.string(),
  name: z.string(),
  email: z.string().optional(),
  role,
  state: z.enum(['active', 'disabled']),
})
export type UserSummary = z.infer<typeof userSummary>

/** The people who may sign in. No answer ever carries a hash. */
export const usersContract = {
  list: reads('admin').output(z.array(userSummary)),
  create: writes('admin')
    .input(
      z.strictObject({ username: nameId, name: z.string().min(1).max(120), role, password: newPassword }),
    )
    .output(userSummary)
    .errors(refusing('USERNAME_TAKEN')),
}
