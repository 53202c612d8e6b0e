import type { Connection } from '../../cluster/model'
import { type AuditRecord, keyspace } from '../../keyspace'
import { auditPart } from '../../keyspace/audit-chain'

/** Numbers that a terminal gives, each its own row. */
export type NumberKind = 'order' | 'receipt' | 'invoice'

const letters: Record<NumberKind, string> = { order: '', receipt: 'R', invoice: 'I' }

/** A number as it is written: `T03-000123`, `T03-R000123`, `T03-I000012`. */
export function numberText(terminalId: string, kind: NumberKind, n: number): string {
  return `${terminalId}-${letters[kind]}${String(n).padStart(6, '0')}`
}

const creations: ReadonlySet<string> = new Set(['sale', 'payment-begun', 'reservation', 'invoice-issued'])
/** How many records are read at once from the end of a trail: most of a counter's are sales. */
const readAtOnce = 32

/** Where the trail of each terminal ends, by terminal. */
export async function trailEnds(connection: Connection): Promise<Map<string, number>> {
  const ends = new Map<string, number>()
  for await (const { kvs } of connection.pages(keyspace.ledger.prefix()))
    for (const kv of kvs) {
      const [terminalId] = keyspace.ledger.parts(kv.key) ?? []
      const ledger = keyspace.ledger.decode(kv.value)
      if (terminalId !== undefined && ledger.ok) ends.set(terminalId, ledger.value.lastAudit)
    }
  return ends
}

export async function recordAt(
  connection: Connection,
  terminalId: string,
  n: number,
): Promise<AuditRecord | undefined> {
  const kv = await connection.get(keyspace.audit.key(terminalId, auditPart(n)))
  const decoded = kv && keyspace.audit.decode(kv.value)
  return decoded?.ok ? decoded.value : undefined
}

/** Records that are looked at side by side: so many rounds fewer than by halving, for little more of etcd's time. */
const lookedAtOnce = 15

/**
 * The record of the step that gave number `n`, or, where nobody can read that, perhaps the next one: a record keeps the last numbers its terminal had given, and they never
 * fall, so each round looks at fifteen records spread over what is left. Five rounds for 100,000 records.
 * @param last the number of the terminal's last record
 */
export async function recordThatGave(
  connection: Connection,
  terminalId: string,
  kind: NumberKind,
  n: number,
  last: number,
): Promise<AuditRecord | undefined> {
  let from = 1
  let to = last
  let found: AuditRecord | undefined
  while (from <= to) {
    const looked = await Promise.all(
      spread(from, to, lookedAtOnce).map(at => recordAt(connection, terminalId, at)),
    )
    const [before, behind] = [from, to]
    for (const record of looked) {
      // One that cannot be read, or says no numbers, hides what it gave and nothing else.
      if (!record?.numbers) continue
      if ((record.numbers[kind] ?? 0) < n) from = record.n + 1
      else {
        found = record
        to = record.n - 1
        break
      }
    }
    if (from === before && to === behind) break
  }
  return found?.numbers?.[kind] === n ? found : undefined
}

/** At most `count` numbers between `from` and `to`, both among what they part: every one of them where there are few. */
function spread(from: number, to: number, count: number): number[] {
  const size = to - from + 1
  if (size <= count) return Array.from({ length: size }, (_, k) => from + k)
  return Array.from({ length: count }, (_, k) => from + Math.floor(((k + 1) * size) / (count + 1)))
}

/** An order that a record tells the making of. */
export interface Made {
  orderKey: string
  at: string
  /** The record's number. */
  n: number
}

/** The orders made at a terminal, the last one first, from before record `n` on; read as they are asked for. */
export async function* ordersMadeBefore(
  connection: Connection,
  terminalId: string,
  n: number,
): AsyncGenerator<Made, void> {
  for (let to = n; to > 1; to -= readAtOnce) {
    const from = Math.max(1, to - readAtOnce)
    const { kvs } = await connection.range(
      keyspace.audit.key(terminalId, auditPart(from)),
      keyspace.audit.key(terminalId, auditPart(to)),
    )
    for (const kv of kvs.reverse()) {
      const record = keyspace.audit.decode(kv.value)
      if (record.ok && isCreation(record.value))
        yield { orderKey: record.value.subject, at: record.value.at, n: record.value.n }
    }
  }
}

/** A reservation that is collected is a sale, too; but that is a step on an order, which has an id. */
function isCreation({ action, detail, subject }: AuditRecord): boolean {
  return (
    creations.has(action) && detail.operationId === undefined && subject.startsWith(keyspace.order.prefix())
  )
}
