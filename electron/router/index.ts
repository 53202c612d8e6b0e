import type { Router } from '@orpc/server'
import type { contract } from '#shared/contract/index'
import { adminRoutes } from './admin'
import { approvalsRoutes } from './approvals'
import { createBase } from './base'
import { basketsRoutes } from './baskets'
import { blocksRoutes } from './blocks'
import { codesRoutes } from './codes'
import { customersRoutes } from './customers'
import { eventsRoutes } from './events'
import { ordersRoutes } from './orders'
import type { Page } from './page'
import { paperRoutes } from './paper'
import { sellingRoutes } from './selling'
import type { RouterOptions } from './services'
import { sessionRoutes } from './session'
import { settingsRoutes } from './settings'
import { systemRoutes } from './system'
import { usersRoutes } from './users'

export type { Services } from './services'

/** Everything a page may ask, implemented. */
export function createRouter(options: RouterOptions): AppRouter {
  const base = createBase(options.services, options.log)
  return base.router({
    system: systemRoutes(base, options),
    session: sessionRoutes(base, options),
    users: usersRoutes(base, options),
    events: eventsRoutes(base, options),
    selling: sellingRoutes(base, options),
    baskets: basketsRoutes(base, options),
    blocks: blocksRoutes(base, options),
    orders: ordersRoutes(base, options),
    paper: paperRoutes(base, options),
    codes: codesRoutes(base, options),
    approvals: approvalsRoutes(base, options),
    settings: settingsRoutes(base, options),
    customers: customersRoutes(base, options),
    admin: adminRoutes(base, options),
  })
}

/** Named, because written out it is longer than the compiler puts into a declaration. */
export type AppRouter = Router<typeof contract, Page>
