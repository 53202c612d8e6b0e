import type { z } from 'zod'
import type { keyspaceQuery } from '#shared/contract/admin'
import type { Connection, KeyValue } from '../../cluster/model'
import { printable } from '../../keyspace'

export type KeyspaceAnswer = {
  revision: number
  rows: { key: string; value: unknown; createRevision: number; modRevision: number }[]
  more: boolean
}

/** Answers a question to the keyspace, at one revision. Hashes of passwords and PINs are never in an answer. */
export async function queryKeyspace(
  connection: Connection,
  query: z.output<typeof keyspaceQuery>,
): Promise<KeyspaceAnswer> {
  const { revision } = query
  if ('get' in query) {
    const { kvs, ...answer } = await connection.range(query.get, `${query.get}\0`, { revision })
    return { revision: revision ?? answer.revision, rows: kvs.map(row), more: false }
  }
  const { limit } = query
  if ('range' in query) {
    const [from, to] = query.range
    const { kvs, more, ...answer } = await connection.range(from, to, { revision, limit })
    return { revision: revision ?? answer.revision, rows: kvs.map(row), more }
  }
  for await (const page of connection.pages(query.prefix, { pageSize: limit, ...(revision && { revision }) }))
    return { revision: page.revision, rows: page.kvs.map(row), more: page.more }
  return { revision: revision ?? 0, rows: [], more: false }
}

function row({ key, value, createRevision, modRevision }: KeyValue) {
  return { key, value: printable(key, value), createRevision, modRevision }
}
