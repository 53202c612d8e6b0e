import type { Welcome } from '#shared/contract/system'
import type { Connection } from '../cluster/model'
import type { Log } from '../logging/log'
import type { Replica } from '../replica'
import type { Events } from '../services/events'
import type { Selling } from '../services/selling'
import type { StatusBoard } from '../services/terminal/status'
import type { Users } from '../services/users'
import { adminRoutes } from './admin'
import { createBase } from './base'
import { eventsRoutes } from './events'
import { ordersRoutes } from './orders'
import { sellingRoutes } from './selling'
import { sessionRoutes } from './session'
import { systemRoutes } from './system'
import { usersRoutes } from './users'

/** What runs once this terminal is up. */
export interface Services {
  connection: Connection
  replica: Replica
  users: Users
  events: Events
  selling: Selling
  welcome(): Welcome
  /** Fills an empty cluster with the demonstration house. @returns how many users it made. */
  setUpDemo(): Promise<number>
}

export interface RouterOptions {
  status: StatusBoard
  /** Undefined while the terminal is coming up: most procedures then refuse with `STARTING`. */
  services(): Services | undefined
  log: Log
}

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
