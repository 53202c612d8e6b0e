import { isDeepStrictEqual } from 'node:util'
import type { TicketLine } from '#shared/domain/order'
import type { Connection, KeyValue, Op } from '../../../cluster/model'
import { put } from '../../../cluster/txn'
import { openBooks, saleEntries } from '../../../demo/books'
import type { AuditRecord } from '../../../keyspace'
import { chainHash } from '../../../keyspace/audit-chain'
import type { TestCluster } from '../../../testing/cluster'
import { openSmallHouse, smallHouse } from '../../../testing/house'
import { cash, newSale, seats, standing, startTerminal } from '../../../testing/terminal'

const { eventId, hall, floor } = smallHouse

/** A small house after some sales, as the terminals wrote it. Names are keys. */
export interface Business {
  kvs: readonly KeyValue[]
  /** Sold out of a basket: seats 0 and 1. */
  seated: string
  /** Sold at once: three numbers of the floor, drawn at random. */
  stood: string
  /** The till's third and last: seat 5. */
  last: string
  /** A try that was given up. */
  abandoned: string
  /** Open: seats 10 and 11. */
  basket: string
  /** Sold in the past by another till, to a customer: numbers 190 and 191 of the floor. */
  bought: string
  purchase: string
}

/** Sells in the small house, with everything that leaves a key. */
export async function openBusiness(cluster: TestCluster): Promise<Business> {
  const namespace = cluster.freshNamespace()
  const connection = cluster.connection(namespace)
  await openSmallHouse(connection)
  const past = boughtBefore()
  await connection.txn({ compare: [], success: past.map(({ key, value }) => put(key, value)) })

  await using terminal = await startTerminal(cluster, { namespace })
  const { selling, seller } = terminal
  const [seated, stood, last, abandoned, open] = [newSale(), newSale(), newSale(), newSale(), newSale()]
  await selling.hold(seller, { ...seated, wanted: seats(0, 1, 2) })
  await selling.drop(seated.basketId, [{ eventId, areaId: hall.areaId, slot: 2 }])
  await selling.commit(seller, { ...seated, payments: cash(2 * hall.adultMinor, 100_00) })
  const sellAtOnce = (orderId: string, wanted: ReturnType<typeof seats>, expectedMinor: number) =>
    selling.sellAtOnce(seller, { orderId, wanted, expectedMinor, payments: cash(expectedMinor) })
  await sellAtOnce(stood.orderId, standing(3), 3 * floor.adultMinor)
  await sellAtOnce(last.orderId, seats(5), hall.adultMinor)
  await selling.settle(abandoned.orderId)
  await selling.hold(seller, { ...open, wanted: seats(10, 11) })

  return {
    kvs: await everything(connection),
    seated: `order:${seated.orderId}`,
    stood: `order:${stood.orderId}`,
    last: `order:${last.orderId}`,
    abandoned: `order:${abandoned.orderId}`,
    basket: `basket:T01:${open.basketId}`,
    bought: 'order:bought',
    purchase: 'purchase:ana%40example.org:recital:bought',
  }
}

/** A sale of the past to a customer, as the demonstration and `populate` write theirs. */
function boughtBefore() {
  const books = openBooks('F01')
  const at = '2026-10-01T10:00:00.000Z'
  const line = (slot: number): TicketLine => ({
    ...{ eventId, areaId: floor.areaId, slot, areaName: 'Floor', placeLabel: 'Floor' },
    ...{ eventName: 'A Recital', eventStart: '2026-12-01T20:00:00.000Z' },
    ...{ ticketType: floor.ticketType, ticketName: 'Standing', priceType: 'adult', priceName: 'Adult' },
    priceMinor: floor.adultMinor,
  })
  const entries = saleEntries(books, {
    ...{ orderId: 'bought', startedAt: at, settledAt: at, seller: 'mira', sellerName: 'Mira' },
    ...{ buyer: 'ana@example.org', currency: 'EUR', lines: [line(190), line(191)] },
    paid: { method: 'card', cardLastFour: '4242' },
  })
  return [...entries, books.ledger()]
}

async function everything(connection: Connection): Promise<KeyValue[]> {
  const all: KeyValue[] = []
  for await (const { kvs } of connection.pages('')) all.push(...kvs)
  return all
}

/** The business in a namespace of its own; what hung on a lease hangs on `leaseId`. */
export async function copyOf(
  { kvs }: Business,
  cluster: TestCluster,
): Promise<{ connection: Connection; leaseId: string }> {
  const connection = cluster.connection()
  const leaseId = await connection.leases.grant(600)
  const success = kvs.map(kv => put(kv.key, kv.value, kv.leaseId === undefined ? {} : { leaseId }))
  await connection.txn({ compare: [], success })
  return { connection, leaseId }
}

/** The value at a key of the business. */
export function storedAt({ kvs }: Business, key: string): string {
  const kv = kvs.find(candidate => candidate.key === key)
  if (!kv) throw new Error(`${key} is not in the business`)
  return kv.value
}

/**
 * Writes the value at `key` again, on no lease, with `changes` made: each names a place in it, such as
 * `lines.0.slot`, and what stands there then; undefined takes it out.
 */
export function edited(business: Business, key: string, changes: Record<string, unknown>): Op {
  const value = changed(business, key, changes)
  if (isDeepStrictEqual(value, JSON.parse(storedAt(business, key))))
    throw new Error(`${key} says that already`)
  return put(key, JSON.stringify(value))
}

/** The till's last audit record with `changes` made as `edited` makes them, sealed anew, and its ledger. */
export function lastRecord(
  business: Business,
  changes: Record<string, unknown>,
  ledger: Record<string, unknown> = {},
): Op[] {
  return sealed(business, changed(business, lastRecordKey, changes), ledger)
}

/** A record more of the till, after its last: as that one but for `changes`; and its ledger. */
export function oneMoreRecord(
  business: Business,
  changes: Record<string, unknown>,
  ledger: Record<string, unknown> = {},
): Op[] {
  const before = JSON.parse(storedAt(business, lastRecordKey))
  const next = { n: before.n + 1, previousHash: before.hash, 'detail.operationId': undefined }
  return sealed(business, changed(business, lastRecordKey, { ...next, ...changes }), ledger)
}

const lastRecordKey = 'audit:T01:0000000003'

function sealed(business: Business, record: unknown, ledger: Record<string, unknown>): Op[] {
  const { hash: _, ...said } = record as AuditRecord
  const hash = chainHash(said)
  return [
    put(`audit:T01:${String(said.n).padStart(10, '0')}`, JSON.stringify({ ...said, hash })),
    edited(business, 'ledger:T01', { lastAudit: said.n, auditHash: hash, ...ledger }),
  ]
}

function changed(business: Business, key: string, changes: Record<string, unknown>): unknown {
  const value: unknown = JSON.parse(storedAt(business, key))
  for (const [path, change] of Object.entries(changes)) setAt(value, path.split('.'), change)
  return value
}

function setAt(value: unknown, [name = '', ...rest]: readonly string[], change: unknown): void {
  if (typeof value !== 'object' || value === null) throw new Error(`there is no ${name}`)
  if (rest.length > 0) setAt(Reflect.get(value, name), rest, change)
  else Reflect.set(value, name, change)
}
