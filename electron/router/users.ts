import { type Base, signedIn } from './base'
import { type RouterOptions, running } from './services'

export const usersRoutes = (base: Base, options: RouterOptions) =>
  base.users.router({
    list: base.users.list.handler(() => running(options).users.list()),
    create: base.users.create.handler(({ input, context }) =>
      running(options).users.create(signedIn(context), input),
    ),
  })
