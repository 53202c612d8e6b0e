import type { Aggregate, Problem } from './aggregate'
import { config } from './config'
import { area, event, section, ticketType, venue } from './house'
import { basket, checkin, claim, gift, ledger, order, voucher } from './inventory'
import { email, favourite, inbox, notification, purchase, user } from './people'
import { audit, presence, shift, step, terminal } from './terminals'

export type { Aggregate, Decoded, Problem } from './aggregate'
export { claimTextsOf } from './claim-texts'
export { type Claim, type Ledger, type StoredBasket, type StoredOrder, slotPart } from './inventory'
export { claimKey, claimsOf, purchasesOf } from './order-texts'
export type { User } from './people'
export { printable } from './printable'
export type { AuditRecord, StoredTerminal } from './terminals'

/** Every kind of key there is. Nothing else is written under the namespace. */
export const keyspace = {
  user,
  email,
  venue,
  section,
  event,
  area,
  ticketType,
  claim,
  basket,
  order,
  purchase,
  voucher,
  gift,
  favourite,
  notification,
  inbox,
  ledger,
  shift,
  checkin,
  terminal,
  presence,
  audit,
  step,
  config,
}

/** The end of the range of all keys under `prefix`, which ends in a colon. */
export function prefixEnd(prefix: string): string {
  // ';' is the character after ':'.
  return `${prefix.slice(0, -1)};`
}

/** Where this application's keys live when nothing else is said. */
export const defaultNamespace = 'ticketcd/'

const byName = new Map<string, Aggregate>()
for (const kind of Object.values(keyspace))
  if ('name' in kind) byName.set(kind.name, kind as unknown as Aggregate)
const settingByKey = new Map<string, Aggregate>()
for (const kind of Object.values(config)) settingByKey.set(kind.key(), kind as unknown as Aggregate)

/** The kind that `key` is of, or undefined when nobody here would have written it. */
export function kindOf(key: string): Aggregate | undefined {
  return kindAndParts(key)?.kind
}

/** The same, with the parts of the key. */
export function kindAndParts(key: string): { kind: Aggregate; parts: string[] } | undefined {
  const name = key.slice(0, key.indexOf(':'))
  const kind = name === 'config' ? settingByKey.get(key) : byName.get(name)
  const parts = kind?.parts(key)
  return kind && parts && { kind, parts }
}

/** What is wrong with a stored value, or undefined when its kind can read it. */
export function problemWith(key: string, text: string): { problem: Problem; detail: string } | undefined {
  const kind = kindOf(key)
  if (!kind) return { problem: 'unknown-key', detail: 'no kind of key has this name' }
  const decoded = kind.decode(text)
  return decoded.ok ? undefined : { problem: decoded.problem, detail: decoded.detail }
}
