import { queryKeyspace } from '../services/admin/query'
import type { Base, Routes } from './base'
import { type RouterOptions, running } from './services'

export const adminRoutes = (base: Base, options: RouterOptions): Routes<'admin'> =>
  base.admin.router({
    unreadable: base.admin.unreadable.handler(({ input, signal }) =>
      running(options).replica.unreadable.follow(input.resume, signal),
    ),
    query: base.admin.query.handler(({ input }) => queryKeyspace(running(options).connection, input)),
  })
