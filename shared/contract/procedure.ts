import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import type { RequiredRole } from '../domain/roles'
import { refusing } from '../errors/refusals'

/** What every procedure says of itself, beside its shapes: the role it needs, and whether it changes anything. */
export interface ProcedureMeta {
  needs: RequiredRole
  writes: boolean
}

const base = oc
  .$meta<ProcedureMeta>({ needs: 'admin', writes: true })
  .errors(
    refusing(
      'BAD_REQUEST',
      'NOT_SIGNED_IN',
      'FORBIDDEN',
      'STARTING',
      'NO_QUORUM',
      'CLUSTER_REFUSED',
      'UNREADABLE',
    ),
  )

/** A procedure that only reads. */
export const reads = (needs: RequiredRole) => base.meta({ needs, writes: false })

/** A procedure that changes the cluster, and so may end without a known outcome. */
export const writes = (needs: RequiredRole) =>
  base.meta({ needs, writes: true }).errors(refusing('OUTCOME_UNKNOWN', 'STORAGE_FULL', 'UPDATE_NEEDED'))

/**
 * A feed: first what is known now, then each change, each with the etcd revision it is true at. A page that
 * reconnects passes the last `revision` it has as `since` and gets only what it missed, or a new snapshot when that
 * is no longer known or comes from another cluster (`epoch`).
 */
export function feedOf<S extends z.ZodType, C extends z.ZodType>(snapshot: S, change: C) {
  return eventIterator(
    z.discriminatedUnion('kind', [
      z.looseObject({
        kind: z.literal('snapshot'),
        epoch: z.string(),
        revision: z.number(),
        value: snapshot,
      }),
      z.looseObject({ kind: z.literal('change'), revision: z.number(), value: change }),
    ]),
  )
}

/** Where a reconnecting page stood. */
export const resume = z
  .strictObject({ epoch: z.string().max(80), revision: z.number().int().min(0) })
  .optional()
