import type { ContractRouterClient } from '@orpc/contract'
import { adminContract } from './admin'
import { eventsContract } from './events'
import { ordersContract } from './orders'
import { sellingContract } from './selling'
import { sessionContract } from './session'
import { systemContract } from './system'
import { usersContract } from './users'

/** Everything a page may ask of its terminal. */
export const contract = {
  system: systemContract,
  session: sessionContract,
  users: usersContract,
  events: eventsContract,
  selling: sellingContract,
  orders: ordersContract,
  admin: adminContract,
}

/** The typed client a page holds; every call rejects with a refusal of the contract or with a broken connection. */
export type TerminalClient = ContractRouterClient<typeof contract>
