import type { ContractRouterClient } from '@orpc/contract'
import { adminContract } from './admin'
import { approvalsContract } from './approvals'
import { basketsContract } from './baskets'
import { blocksContract } from './blocks'
import { codesContract } from './codes'
import { customersContract } from './customers'
import { eventsContract } from './events'
import { ordersContract } from './orders'
import { paperContract } from './paper'
import { sellingContract } from './selling'
import { sessionContract } from './session'
import { settingsContract } from './settings'
import { systemContract } from './system'
import { usersContract } from './users'

/** Named domain by domain: written out whole, it is longer than the compiler puts into a declaration. */
type Contract = {
  system: typeof systemContract
  session: typeof sessionContract
  users: typeof usersContract
  events: typeof eventsContract
  selling: typeof sellingContract
  baskets: typeof basketsContract
  blocks: typeof blocksContract
  orders: typeof ordersContract
  paper: typeof paperContract
  codes: typeof codesContract
  approvals: typeof approvalsContract
  settings: typeof settingsContract
  customers: typeof customersContract
  admin: typeof adminContract
}

/** Everything a page may ask of its terminal. */
export const contract: Contract = {
  system: systemContract,
  session: sessionContract,
  users: usersContract,
  events: eventsContract,
  selling: sellingContract,
  baskets: basketsContract,
  blocks: blocksContract,
  orders: ordersContract,
  paper: paperContract,
  codes: codesContract,
  approvals: approvalsContract,
  settings: settingsContract,
  customers: customersContract,
  admin: adminContract,
}

/** The typed client a page holds; every call rejects with a refusal of the contract or with a broken connection. */
export type TerminalClient = ContractRouterClient<typeof contract>
