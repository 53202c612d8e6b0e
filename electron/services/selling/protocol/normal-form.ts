import { isDead } from './etcd'
import { type Basket, key, type Message, type State, type Till, terminalNames } from './state'

/**
 * States that differ only in what nobody can ever notice are one state: which numbers the revisions of a key have (only
 * equal or not counts), and copies that can never be carried out. Parts that stay as they are stay the same objects.
 */
export function normalForm(state: State): State {
  const late = state.late.some(message => isDead(state, message))
    ? state.late.filter(message => !isDead(state, message))
    : state.late
  const tills = { A: forgetting(state.tills.A, state), B: forgetting(state.tills.B, state) }
  const ranks = ranksOf({ ...state, late, tills })
  const now = (name: string, revision: number) =>
    revision === 0 ? 0 : (ranks.get(name)?.indexOf(revision) ?? 0) + 1
  return {
    ...state,
    revision: Math.max(...[...ranks.values()].map(rank => rank.length)),
    keys: keysAt(state.keys, now),
    late: same(late, message => messageAt(message, now)),
    tills: { A: tillAt(tills.A, now), B: tillAt(tills.B, now) },
  }
}

/** Without leases that have ended, and without a message that cannot be sent again within the bounds. */
function forgetting(till: Till, { leases, left }: State): Till {
  const hasEnded = (lease: number) => lease !== 0 && !leases.includes(lease)
  const isResent = till.unanswered !== undefined && left.resends > 0
  if (!hasEnded(till.lease) && !till.dropped.some(hasEnded) && isResent === (till.unanswered !== undefined))
    return till
  return {
    ...till,
    lease: hasEnded(till.lease) ? 0 : till.lease,
    dropped: till.dropped.filter(lease => !hasEnded(lease)),
    unanswered: isResent ? till.unanswered : undefined,
  }
}

/** The revisions of each key that anything still mentions, the oldest first. */
function ranksOf(state: State): Map<string, number[]> {
  const ranks = new Map<string, number[]>()
  const note = (name: string, revision: number | 'present') => {
    if (revision === 0 || revision === 'present') return
    const rank = ranks.get(name)
    if (!rank) ranks.set(name, [revision])
    else if (!rank.includes(revision)) rank.push(revision)
  }
  const noteMessage = (message: Message | undefined) => {
    for (const { key: name, revision } of message?.txn.compare ?? []) note(name, revision)
  }
  for (const name in state.keys) note(name, state.keys[name]?.revision ?? 0)
  for (const message of state.late) noteMessage(message)
  for (const terminal of terminalNames) {
    const { basket, waiting, unanswered } = state.tills[terminal]
    if (basket) note(key.basket(basket.id), basket.revision)
    noteMessage(waiting)
    noteMessage(unanswered)
  }
  for (const rank of ranks.values()) if (rank.length > 1) rank.sort((a, b) => a - b)
  return ranks
}

type Now = (name: string, revision: number) => number

/** As `items.map(change)`, but the list itself when nothing changes. */
function same<T>(items: readonly T[], change: (item: T) => T): readonly T[] {
  const changed = items.map(change)
  return changed.some((item, n) => item !== items[n]) ? changed : items
}

function keysAt(keys: State['keys'], now: Now): State['keys'] {
  let changed: Record<string, State['keys'][string]> | undefined
  for (const name in keys) {
    const entry = keys[name]
    if (!entry || now(name, entry.revision) === entry.revision) continue
    changed ??= { ...keys }
    changed[name] = { ...entry, revision: now(name, entry.revision) }
  }
  return changed ?? keys
}

function messageAt(message: Message, now: Now): Message {
  const compare = same(message.txn.compare, item => {
    if (item.revision === 'present') return item
    const revision = now(item.key, item.revision)
    return revision === item.revision ? item : { ...item, revision }
  })
  return compare === message.txn.compare ? message : { ...message, txn: { ...message.txn, compare } }
}

function tillAt(till: Till, now: Now): Till {
  const waiting = till.waiting && messageAt(till.waiting, now)
  const unanswered = till.unanswered && messageAt(till.unanswered, now)
  const basket = till.basket && basketAt(till.basket, now)
  const isSame = waiting === till.waiting && unanswered === till.unanswered && basket === till.basket
  return isSame ? till : { ...till, waiting, unanswered, basket }
}

function basketAt(basket: Basket, now: Now): Basket {
  const revision = now(key.basket(basket.id), basket.revision)
  return revision === basket.revision ? basket : { ...basket, revision }
}

/**
 * Gives each state a short name: equal states have equal names, different ones different. Each part of a state is
 * written out once and then goes by its number.
 */
export function createNaming(): (state: State) => string {
  const numbers = new Map<string, number>()
  const known = new WeakMap<object, number>()
  const numberOf = (text: string) => {
    const number = numbers.get(text) ?? numbers.size
    numbers.set(text, number)
    return number
  }
  /** The number of a part; `write` writes one out that was not seen yet. */
  const part = <T extends object>(value: T | undefined, write: (value: T) => string = JSON.stringify) => {
    if (!value) return -1
    const number = known.get(value) ?? numberOf(write(value))
    known.set(value, number)
    return number
  }
  const record = (values: Readonly<Record<string, unknown>>) =>
    JSON.stringify(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)))
  const keys = (all: State['keys']) =>
    Object.keys(all)
      .sort()
      .map(name => `${name}=${part(all[name])}`)
      .join()
  const till = (all: Till) => {
    const { status, opened, lease, dropped, basket, waiting, unanswered, unsettled, journal } = all
    return [
      ...[status, opened, lease, dropped.join('+'), part(basket), part(waiting), part(unanswered)],
      ...[part(unsettled), part(journal), part(all.told, record), part(all.toldSeats, record)],
    ].join()
  }
  const late = (messages: readonly Message[]) => `late ${messages.map(message => part(message)).sort()}`
  return state => {
    const { tills, leases, lastLease, promiseBroken, past, device, charged, handedBack } = state
    return [
      ...[part(state.keys, keys), part(tills.A, till), part(tills.B, till), part(state.late, late)],
      ...[part(state.left), part(leases), lastLease, promiseBroken ? 1 : 0, part(past)],
      ...[part(device, record), part(charged, record), part(handedBack, record)],
    ].join()
  }
}
