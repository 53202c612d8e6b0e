import { type Base, type Routes, signedIn } from './base'
import { type RouterOptions, running } from './services'

export const usersRoutes = (base: Base, options: RouterOptions): Routes<'users'> =>
  base.users.router({
    list: base.users.list.handler(() => running(options).users.list()),
    create: base.users.create.handler(({ input, context }) =>
      running(options).users.create(signedIn(context), input),
    ),
  })
