import type { Base } from './base'
import { type RouterOptions, running } from './services'

export const systemRoutes = (base: Base, options: RouterOptions) =>
  base.system.router({
    welcome: base.system.welcome.handler(() => running(options).welcome()),
    status: base.system.status.handler(({ input, signal }) =>
      options.status.feed.follow(input.resume, signal),
    ),
  })
