import type { Connection } from '../../cluster/model'
import { findLeasesOver } from './leases-over'
import { readingInto } from './reading'
import { noFacts } from './reading/facts'
import { type Violation, violationsOf } from './rule'
import { keyspaceRules } from './rules'

/** What an audit found. */
export interface AuditResult {
  /** The revision at which everything was read. */
  revision: number
  keys: number
  /** How long reading and checking took. */
  seconds: number
  /** Tombstones of tries that were given up are not counted. */
  orders: number
  claims: number
  violations: Violation[]
}

/**
 * Reads the whole namespace at one revision (the newest when none is named) and checks every rule. Nothing is used of
 * the code that wrote it but the names of the keys and the shapes of their values. It keeps less than a kilobyte a key.
 *
 * @param onProgress told how many keys are read so far, after each page.
 * @throws ClusterFailure `compacted` when the cluster has forgotten that revision.
 */
export async function auditKeyspace(
  connection: Connection,
  options: { revision?: number | undefined; onProgress?(keys: number): void } = {},
): Promise<AuditResult> {
  const startedAt = performance.now()
  const revision = options.revision ?? (await newestRevision(connection))
  const facts = noFacts()
  const violations: Violation[] = []
  const read = readingInto(facts)
  let keys = 0
  for await (const page of connection.pages('', { revision })) {
    for (const kv of page.kvs) for (const violation of read(kv)) violations.push(violation)
    keys += page.kvs.length
    options.onProgress?.(keys)
  }
  facts.leasesOver = await findLeasesOver(connection, facts)
  for (const violation of violationsOf(keyspaceRules, facts)) violations.push(violation)
  const seconds = (performance.now() - startedAt) / 1_000
  return { revision, keys, seconds, orders: facts.orders.size, claims: facts.claims.size, violations }
}

async function newestRevision(connection: Connection): Promise<number> {
  const { revision } = await connection.range('', '\0', { limit: 1 })
  return revision
}
