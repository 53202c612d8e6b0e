import { countsOf } from '../replica'
import type { Base, Routes } from './base'
import { type RouterOptions, running } from './services'

export const systemRoutes = (base: Base, options: RouterOptions): Routes<'system'> =>
  base.system.router({
    welcome: base.system.welcome.handler(() => running(options).welcome()),
    counts: base.system.counts.handler(() => {
      const { replica, welcome } = running(options)
      const { terminalId } = welcome()
      return { terminalId, revision: replica.state.revision, areas: countsOf(replica.state) }
    }),
    status: base.system.status.handler(({ input, signal }) =>
      options.status.feed.follow(input.resume, signal),
    ),
  })
