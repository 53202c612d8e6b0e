import { Refusal } from '#shared/errors/refusals'
import type { Base, Routes } from './base'
import { type RouterOptions, running } from './services'

export const sessionRoutes = (base: Base, options: RouterOptions): Routes<'session'> =>
  base.session.router({
    signIn: base.session.signIn.handler(async ({ input, context }) => {
      const session = await running(options).users.signIn(input.username, input.password)
      context.session.token = session.token
      return session
    }),
    resume: base.session.resume.handler(({ input, context }) => {
      const user = running(options).users.whoIs(input.token)
      if (!user) throw new Refusal('NOT_SIGNED_IN', {})
      context.session.token = input.token
      return { token: input.token, user }
    }),
    signOut: base.session.signOut.handler(({ context }) => {
      if (context.session.token) running(options).users.signOut(context.session.token)
      context.session.token = undefined
      return {}
    }),
    setUp: base.session.setUp.handler(async ({ input, context }) => {
      const session = await running(options).users.setUp(input)
      context.session.token = session.token
      return session
    }),
    setUpDemo: base.session.setUpDemo.handler(async () => ({ users: await running(options).setUpDemo() })),
  })
