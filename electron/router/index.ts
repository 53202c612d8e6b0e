import { adminRoutes } from './admin'
import { createBase } from './base'
import { eventsRoutes } from './events'
import { ordersRoutes } from './orders'
import { sellingRoutes } from './selling'
import type { RouterOptions } from './services'
import { sessionRoutes } from './session'
import { systemRoutes } from './system'
import { usersRoutes } from './users'

export type { Services } from './services'

/** Everything a page may ask, implemented. */
export function createRouter(options: RouterOptions) {
  const base = createBase(options.services, options.log)
  return base.router({
    system: systemRoutes(base, options),
    session: sessionRoutes(base, options),
    users: usersRoutes(base, options),
    events: eventsRoutes(base, options),
    selling: sellingRoutes(base, options),
    orders: ordersRoutes(base, options),
    admin: adminRoutes(base, options),
  })
}

export type AppRouter = ReturnType<typeof createRouter>
