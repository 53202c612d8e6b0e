import { writeSync } from 'node:fs'
import { open, readFile, truncate } from 'node:fs/promises'
import type { Order } from '#shared/domain/order'
import type { Log } from '../../logging/log'

type Line =
  | { t: 'begin'; orderId: string; at: string }
  | { t: 'sold'; orderId: string; order: Order }
  | { t: 'not-sold'; orderId: string; why: NotSold }
  | { t: 'step'; operationId: string; orderId: string; at: string }
  | { t: 'step-done'; operationId: string; order: Order }
  | { t: 'step-not-done'; operationId: string }

/** How a sale ended that was not made: buried in the cluster, or refused with no message left unanswered. */
export type NotSold = 'tombstone' | 'refused'

/** How many of the last sales are kept in memory, for a page that sends one again. */
const rememberedSales = 1_000

/**
 * The terminal's own memory of its sales, one JSON line each, beside the cluster's. An id is on disk before its first
 * message leaves, so that a crash in between is settled at the next start; an order that was acknowledged is on disk
 * before it prints, so that a restored cluster can be told what it lost.
 */
export interface Journal {
  /** Ids that were begun and have no end: what a restart has to settle. */
  readonly open: ReadonlySet<string>
  /** The last orders that were made here, by id. */
  readonly sold: ReadonlyMap<string, Order>
  /** Resolves when the id is safely on disk. */
  begin(orderId: string, at: string): Promise<void>
  /** Written at once; safely on disk with the next `begin`. */
  ended(orderId: string, how: Order | NotSold): Promise<void>
  /** Steps on orders that were begun and have no end: the order each is about, by the step's `operationId`. */
  readonly openSteps: ReadonlyMap<string, string>
  /** Resolves when the step's id is safely on disk. */
  beginStep(step: { operationId: string; orderId: string; at: string }): Promise<void>
  /** How the step ended: the order after it, or nothing when it can never be carried out. */
  endedStep(operationId: string, order: Order | undefined): Promise<void>
  close(): Promise<void>
}

/** Opens (or makes) the journal at `path`. A line torn by a crash is cut off: its message was never sent. */
export async function openJournal(path: string, log: Log): Promise<Journal> {
  const pending = new Set<string>()
  const sold = new Map<string, Order>()
  const openSteps = new Map<string, string>()
  const take = (line: Line) => {
    if (line.t === 'step') return void openSteps.set(line.operationId, line.orderId)
    // As it is by now: what another window asks for late was made all the same.
    if (line.t === 'step-done' && sold.has(line.order.orderId)) sold.set(line.order.orderId, line.order)
    if (line.t === 'step-done' || line.t === 'step-not-done') return void openSteps.delete(line.operationId)
    if (line.t === 'begin') pending.add(line.orderId)
    else pending.delete(line.orderId)
    if (line.t !== 'sold') return
    sold.set(line.orderId, line.order)
    for (const oldest of sold.keys()) {
      if (sold.size <= rememberedSales) break
      sold.delete(oldest)
    }
  }
  for (const line of await readWholeLines(path, log)) take(line)

  const file = await open(path, 'a', 0o600)
  /** A write that failed may have left half a line; the next one begins on a line of its own. */
  let torn = false
  /**
   * Into the system's memory, at once: a line takes a few microseconds there, and ten times as long through a thread
   * of its own. Only the way to the disk is awaited.
   */
  const append = (line: Line) => {
    const text = `${torn ? '\n' : ''}${JSON.stringify(line)}\n`
    torn = true
    writeSync(file.fd, text)
    torn = false
    take(line)
  }
  return {
    open: pending,
    openSteps,
    sold,
    async begin(orderId, at) {
      append({ t: 'begin', orderId, at })
      await file.datasync()
    },
    async ended(orderId, how) {
      append(
        typeof how === 'string' ? { t: 'not-sold', orderId, why: how } : { t: 'sold', orderId, order: how },
      )
    },
    async beginStep(step) {
      append({ t: 'step', ...step })
      await file.datasync()
    },
    async endedStep(operationId, order) {
      append(order ? { t: 'step-done', operationId, order } : { t: 'step-not-done', operationId })
    },
    async close() {
      await file.datasync()
      await file.close()
    },
  }
}

async function readWholeLines(path: string, log: Log): Promise<Line[]> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  if (whole.length < text.length) {
    log.warn({ 'event.action': 'journal-torn-line', 'file.path': path }, 'cut a torn line off the journal')
    await truncate(path, Buffer.byteLength(whole))
  }
  return whole.split('\n').flatMap((line, n) => {
    if (line === '') return []
    try {
      return [JSON.parse(line) as Line]
    } catch {
      log.error(
        { 'event.action': 'journal-unreadable-line', 'file.path': path, 'file.line': n + 1 },
        'skipped a line',
      )
      return []
    }
  })
}
