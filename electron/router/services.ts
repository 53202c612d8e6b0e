import type { Welcome } from '#shared/contract/system'
import { Refusal } from '#shared/errors/refusals'
import type { Connection } from '../cluster/model'
import type { Log } from '../logging/log'
import type { Replica } from '../replica'
import type { Codes } from '../services/codes'
import type { Customers } from '../services/customers'
import type { Events } from '../services/events'
import type { Orders } from '../services/orders'
import type { Paper } from '../services/paper'
import type { Selling } from '../services/selling'
import type { Settings } from '../services/settings'
import type { StatusBoard } from '../services/terminal/status'
import type { Users } from '../services/users'
import type { Approvals } from '../services/users/approvals'
import type { Pins } from '../services/users/pins'

/** What runs once this terminal is up. */
export interface Services {
  connection: Connection
  replica: Replica
  users: Users
  pins: Pins
  approvals: Approvals
  events: Events
  codes: Codes
  settings: Settings
  customers: Customers
  orders: Orders
  selling: Selling
  paper: Paper
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

/** The services, once there are any. @throws Refusal `STARTING` before that. */
export function running({ services }: RouterOptions): Services {
  const up = services()
  if (!up) throw new Refusal('STARTING', {})
  return up
}
