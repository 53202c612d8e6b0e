import type { FindOrders, FoundOrders, OrderRow } from '#shared/contract/find-orders'
import { folded, wordStarts } from '#shared/domain/folded'
import type { Order, Place } from '#shared/domain/order'
import { scannedTicket } from '#shared/domain/ticket-code'
import type { Connection } from '../../cluster/model'
import { claimKey, keyspace, prefixEnd, type StoredOrder } from '../../keyspace'
import type { Replica } from '../../replica'
import type { Clock } from '../clock'
import { type Reading, readingsOf, terminalForm } from './readings'
import { orderRow } from './rows'
import { type SeatsFound, seatsNamed } from './seats'
import { type Made, numberText, ordersMadeBefore, recordThatGave, trailEnds } from './trail'

/** Who buys here: looked up by other services, handed in where a terminal is wired. */
export interface Buyers {
  find(text: string, limit: number): Promise<BuyerNames>
  named(usernames: Iterable<string>): Promise<Map<string, BuyerNames[number]>>
}
type BuyerNames = NonNullable<OrderRow['buyer']>[]

export interface FindOptions {
  connection: Connection
  replica: Replica
  terminalId: string
  clock: Clock
  buyers: Buyers
}

const pageSize = 20
/** People of a name whose purchases are looked at, and how many purchases of each. */
const buyersAtMost = 10
const purchasesAtMost = 500
/** Reservations and invoices that are looked through for a name; what was kept longest ago comes last. */
const keptAtMost = 200
const readAtOnce = 32

/** An order that may be meant, before it is read. */
interface Candidate {
  orderKey: string
  matched: OrderRow['matched']
}

/**
 * Finds orders by what a person says, types or scans. Nothing is kept for it at a terminal and no key is written for it:
 * a claim names its order, a buyer's purchases stand under their name, a number is found in the trail of the terminal
 * that gave it (see `recordThatGave`), and the last orders are the end of those trails.
 */
export function createOrderSearch(options: FindOptions): (asked: FindOrders) => Promise<FoundOrders> {
  const { connection, replica, terminalId, clock, buyers } = options

  const byNumber = async ({ kind, terminal, n }: Reading & { by: 'number' }): Promise<Candidate[]> => {
    const ends = await trailEnds(connection)
    const asked = terminalForm(terminal ?? terminalId)
    const givers = [...ends].filter(([id]) => terminalForm(id) === asked)
    const found = await Promise.all(
      givers.map(async ([id, last]): Promise<Candidate[]> => {
        const record = await recordThatGave(connection, id, kind, n, last)
        const kv = record && (await connection.get(record.subject))
        const order = kv && keyspace.order.decode(kv.value)
        // The record that gave it may be one that nobody can read, and this the next that has it.
        if (!kv || !order?.ok || !hasNumber(order.value, numberText(id, kind, n))) return []
        return [{ orderKey: kv.key, matched: kind === 'order' ? 'number' : kind }]
      }),
    )
    return found.flat()
  }

  const byPlaces = async (places: readonly Place[]): Promise<Candidate[]> => {
    const claims = await Promise.all(places.map(place => connection.get(claimKey(place))))
    return claims.flatMap(kv => {
      const claim = kv && keyspace.claim.decode(kv.value)
      return claim?.ok && (claim.value.state === 'sale' || claim.value.state === 'reservation')
        ? [{ orderKey: keyspace.order.key(claim.value.orderId), matched: 'seat' }]
        : []
    })
  }

  const byBuyer = async (usernames: readonly string[]): Promise<Candidate[]> => {
    const purchases = await Promise.all(
      usernames.map(async username => {
        const from = keyspace.purchase.prefix(username)
        const { kvs } = await connection.range(from, prefixEnd(from), { limit: purchasesAtMost })
        return kvs.flatMap(kv => {
          const decoded = keyspace.purchase.decode(kv.value)
          return decoded.ok ? [decoded.value] : []
        })
      }),
    )
    return purchases
      .flat()
      .sort((one, other) => (one.at < other.at ? 1 : -1))
      .map(({ orderId }) => ({ orderKey: keyspace.order.key(orderId), matched: 'buyer' }))
  }

  /** Kept for somebody who is no customer: under the name they said, or that of their invoice. */
  const byNameKept = async (text: string): Promise<Candidate[]> => {
    const sought = wordStarts(text)
    const orderKeys = [...replica.state.reservations.keys()].reverse().slice(0, keptAtMost)
    if (sought.length === 0) return []
    const found: Candidate[] = []
    for (let from = 0; from < orderKeys.length; from += readAtOnce) {
      const some = orderKeys.slice(from, from + readAtOnce)
      for (const kv of await Promise.all(some.map(key => connection.get(key)))) {
        const order = kv && keyspace.order.decode(kv.value)
        if (!kv || !order?.ok || order.value.status !== 'reserved') continue
        const { customerName = '', invoice } = order.value
        const name = ` ${folded(`${customerName} ${invoice?.buyer.name ?? ''}`)}`
        if (sought.every(word => name.includes(word))) found.push({ orderKey: kv.key, matched: 'buyer' })
      }
    }
    return found
  }

  const byText = async (
    text: string,
  ): Promise<{ candidates: Candidate[]; notSold: SeatsFound['notSold'] }> => {
    const scanned = scannedTicket(text)
    if (scanned)
      return { candidates: [{ orderKey: keyspace.order.key(scanned.orderId), matched: 'code' }], notSold: [] }
    const notSold: SeatsFound['notSold'] = []
    const found = await Promise.all(
      readingsOf(text).map(async (reading): Promise<Candidate[]> => {
        switch (reading.by) {
          case 'id':
            return [{ orderKey: keyspace.order.key(reading.orderId), matched: 'code' }]
          case 'number':
            return byNumber(reading)
          case 'seat': {
            const seats = seatsNamed(replica.state, reading, clock.now())
            notSold.push(...seats.notSold.slice(0, 3))
            return byPlaces(seats.sold)
          }
          case 'buyer': {
            const [people, kept] = await Promise.all([
              buyers.find(reading.text, buyersAtMost),
              byNameKept(reading.text),
            ])
            return [...kept, ...(await byBuyer(people.map(({ username }) => username)))]
          }
        }
      }),
    )
    return { candidates: found.flat(), notSold }
  }

  /** Reads a page of candidates; those whose order was never made are left out. */
  const rowsOf = async (candidates: readonly Candidate[]): Promise<OrderRow[]> => {
    const kvs = await Promise.all(candidates.map(({ orderKey }) => connection.get(orderKey)))
    const read = kvs.flatMap((kv, n): { order: Order; matched: OrderRow['matched'] }[] => {
      const decoded = kv && keyspace.order.decode(kv.value)
      if (!decoded?.ok || decoded.value.status === 'abandoned') return []
      return [{ order: decoded.value, matched: candidates[n]?.matched ?? 'recent' }]
    })
    const names = await buyers.named(read.flatMap(({ order }) => order.buyer ?? []))
    return read.map(({ order, matched }) =>
      orderRow(order, matched, order.buyer === undefined ? undefined : names.get(order.buyer)),
    )
  }

  const pageOf = async (candidates: readonly Candidate[], after: string | undefined) => {
    const distinct = [
      ...new Map(candidates.toReversed().map(one => [one.orderKey, one])).values(),
    ].toReversed()
    const from = Number(after ?? 0) || 0
    const rows = await rowsOf(distinct.slice(from, from + pageSize))
    const next = from + pageSize < distinct.length ? String(from + pageSize) : undefined
    return { rows, ...(next && { next }) }
  }

  /** The trails of the terminals, read from their ends side by side, the later record first. */
  const recent = async (at: 'this-terminal' | 'all', after: string | undefined): Promise<FoundOrders> => {
    const ends = after === undefined ? await trailEnds(connection) : positionsIn(after)
    const heads = await Promise.all(
      [...ends]
        .filter(([id]) => at === 'all' || id === terminalId)
        .map(async ([id, last]) => {
          const made = ordersMadeBefore(connection, id, after === undefined ? last + 1 : last)
          return { id, made, next: (await made.next()).value as Made | undefined }
        }),
    )
    const taken: Candidate[] = []
    for (let latest = latestOf(heads); latest && taken.length < pageSize; latest = latestOf(heads)) {
      taken.push({ orderKey: latest.next.orderKey, matched: 'recent' })
      latest.next = ((await latest.made.next()).value as Made | undefined) ?? { ...latest.next, n: 0 }
    }
    const left = heads.flatMap(({ id, next }) => (next && next.n > 0 ? [`${id}=${next.n + 1}`] : []))
    return {
      rows: await rowsOf(taken),
      notSold: [],
      ...(left.length > 0 && { next: left.join(' ') }),
    }
  }

  return async ({ of, after }) => {
    switch (of.by) {
      case 'recent':
        return recent(of.at, after)
      case 'buyer':
        return { ...(await pageOf(await byBuyer([of.username]), after)), notSold: [] }
      case 'text': {
        const { candidates, notSold } = await byText(of.text)
        return { ...(await pageOf(candidates, after)), notSold }
      }
    }
  }
}

/** Whether an order, its money or its invoice has this number. */
function hasNumber(order: StoredOrder, text: string): boolean {
  if (order.status === 'abandoned') return false
  const { number, invoice, payments, refunds } = order
  return [number, invoice?.number, ...[...payments, ...refunds].map(({ receipt }) => receipt)].includes(text)
}

/** Where each terminal's trail was read to, as a page sends it back. */
function positionsIn(after: string): Map<string, number> {
  return new Map(
    after.split(' ').flatMap((part): [string, number][] => {
      const [id = '', n = ''] = part.split('=')
      return /^\d{1,12}$/.test(n) ? [[id, Number(n)]] : []
    }),
  )
}

type Head = { id: string; made: AsyncGenerator<Made, void>; next: Made | undefined }

function latestOf(heads: readonly Head[]): (Head & { next: Made }) | undefined {
  let latest: (Head & { next: Made }) | undefined
  for (const head of heads)
    if (head.next && head.next.n > 0 && (!latest || head.next.at > latest.next.at))
      latest = head as Head & { next: Made }
  return latest
}
