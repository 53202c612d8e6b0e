import type { Aggregate, Decoded } from '../../../keyspace'
import type { Read } from '../reading/read'
import type { Rule } from '../rule'

/** A key before anything is known of it. */
export interface Raw {
  key: string
  /** Undefined when it is of no kind. */
  decoded: Decoded<unknown> | undefined
}

const unknownKey: Rule<Raw> = {
  name: 'unknown-key',
  sentence: 'Every key is of a kind that this application writes.',
  *findings({ key, decoded }) {
    if (!decoded) yield { keys: [key], detail: 'is of no kind that there is' }
  },
}

const unreadableValue: Rule<Raw> = {
  name: 'unreadable-value',
  sentence: 'Every value is JSON in the shape of its kind.',
  *findings({ key, decoded }) {
    if (decoded && !decoded.ok) yield { keys: [key], detail: `${decoded.problem}: ${decoded.detail}` }
  },
}

/** Looked at before a value may be used. */
export const rawRules = [unknownKey, unreadableValue]

/** A value that can be read, and its kind. */
export type Typed = Read<unknown> & { kind: Aggregate }

/** Numbers in keys, and how many digits they have so that keys sort as the numbers do. */
const digitsOfLastPart: Readonly<Record<string, number>> = { claim: 6, checkin: 6, audit: 10 }

const keyForm: Rule<Typed> = {
  name: 'key-form',
  sentence: 'A key is written in the one form its kind has: two forms would be two owners of one place.',
  *findings({ key, kind, parts }) {
    const digits = digitsOfLastPart[kind.name]
    const last = parts.at(-1) ?? ''
    if (digits !== undefined && !(last.length === digits && /^\d+$/.test(last)))
      yield { keys: [key], detail: `"${last}" is not a number of ${digits} digits` }
    else if (kind.key(...parts) !== key)
      yield { keys: [key], detail: `would be written as ${kind.key(...parts)}` }
  },
}

/** The fields that repeat the parts of the key, in their order; '' where a part is not repeated. */
const fieldsOfKey: Readonly<Record<string, readonly string[]>> = {
  user: ['username'],
  venue: ['venueId'],
  section: ['venueId', 'sectionId'],
  event: ['eventId'],
  area: ['eventId', 'areaId'],
  ticket: ['eventId', 'type'],
  basket: ['terminalId', 'basketId'],
  order: ['orderId'],
  purchase: ['', '', 'orderId'],
  shift: ['terminalId', 'shiftId'],
  terminal: ['terminalId'],
  presence: ['terminalId'],
  audit: ['terminalId', 'n'],
}

const keyAndValue: Rule<Typed> = {
  name: 'key-and-value',
  sentence: 'A value names the ids that its key is made of.',
  *findings({ key, kind, parts, value }) {
    for (const [index, field] of (fieldsOfKey[kind.name] ?? []).entries()) {
      const named = field && (value as Record<string, unknown>)[field]
      const part = typeof named === 'number' ? Number(parts[index]) : parts[index]
      if (field && named !== part) yield { keys: [key], detail: `${field} is ${JSON.stringify(named)}` }
    }
  },
}

/** Kinds whose keys end by themselves; of the claims, the holds. */
const onLease = new Set(['basket', 'presence'])

function endsByItself({ kind, value }: Typed): boolean {
  return onLease.has(kind.name) || (kind.name === 'claim' && (value as { state: string }).state === 'hold')
}

const permanentOnLease: Rule<Typed> = {
  name: 'permanent-on-lease',
  sentence: 'Nothing but baskets, holds and presence hangs on a lease: what was sold never goes by itself.',
  *findings(read) {
    if (read.leaseId !== undefined && !endsByItself(read))
      yield { keys: [read.key], detail: `hangs on lease ${read.leaseId}` }
  },
}

const withoutLease: Rule<Typed> = {
  name: 'without-lease',
  sentence: 'Every basket, hold and presence hangs on a lease: a till that dies keeps no place for ever.',
  *findings(read) {
    if (read.leaseId === undefined && endsByItself(read))
      yield { keys: [read.key], detail: 'hangs on no lease' }
  },
}

/** Looked at value by value, whatever its kind. */
export const valueRules = [keyForm, keyAndValue, permanentOnLease, withoutLease]
