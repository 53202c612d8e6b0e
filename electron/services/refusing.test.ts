import { expect, it } from 'vitest'
import { ClusterFailure } from '../cluster/model'
import { refusalOf } from './refusing'

it.each([
  [new ClusterFailure('unavailable', 'nobody took it'), { code: 'NO_QUORUM' }],
  [new ClusterFailure('outcome-unknown', 'no answer'), { code: 'OUTCOME_UNKNOWN' }],
  [new ClusterFailure('outcome-unknown', 'full', 'no-space'), { code: 'OUTCOME_UNKNOWN' }],
  [new ClusterFailure('refused', 'full', 'no-space'), { code: 'STORAGE_FULL' }],
  [new ClusterFailure('refused', 'gone', 'lease-not-found'), { code: 'BASKET_CHANGED' }],
  [
    new ClusterFailure('refused', 'permission denied', 'permission-denied'),
    { code: 'CLUSTER_REFUSED', data: { why: 'not-allowed' } },
  ],
  [
    new ClusterFailure('refused', 'request is too large'),
    { code: 'CLUSTER_REFUSED', data: { why: 'not-accepted' } },
  ],
])('tells what the cluster meant, and never a lost quorum where etcd said no: %s', (failure, refusal) => {
  expect(refusalOf(failure)).toMatchObject(refusal)
})
