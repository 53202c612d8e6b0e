import { z } from 'zod'
import { feedOf, reads, resume } from './procedure'

/** A value in the cluster that is not what its key promises. */
export const unreadableValue = z.looseObject({
  key: z.string(),
  revision: z.number(),
  problem: z.enum(['not-json', 'wrong-shape', 'newer-version', 'unknown-key']),
  detail: z.string(),
})
export type UnreadableValue = z.infer<typeof unreadableValue>

const key = z.string().min(1).max(1_000)
const revision = z.number().int().min(1).optional()
const limit = z.number().int().min(1).max(10_000).default(1_000)

/** A question to the keyspace, as `cli query` takes it. Keys are without the namespace. */
export const keyspaceQuery = z.union([
  z.strictObject({ get: key, revision }),
  z.strictObject({ prefix: key, limit, revision }),
  z.strictObject({ range: z.tuple([key, key]), limit, revision }),
])

const keyspaceRow = z.looseObject({
  key: z.string(),
  value: z.unknown(),
  createRevision: z.number(),
  modRevision: z.number(),
})

/** What only an admin sees. */
export const adminContract = {
  unreadable: reads('admin')
    .input(z.strictObject({ resume }))
    .output(
      feedOf(
        z.looseObject({ values: z.array(unreadableValue) }),
        z.looseObject({ values: z.array(unreadableValue) }),
      ),
    ),
  query: reads('admin')
    .input(keyspaceQuery)
    .output(z.looseObject({ revision: z.number(), rows: z.array(keyspaceRow), more: z.boolean() })),
}
