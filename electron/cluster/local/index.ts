/** The embedded cluster: getting an etcd, and running three of it on this computer. */

export { LocalClusterFailure, type LocalClusterReason } from './failure'
export { type ObtainOptions, obtainEtcd } from './obtain'
export type { EtcdBinary } from './obtain/binary'
export {
  type LocalCluster,
  type LocalClusterOptions,
  type LocalNode,
  startLocalCluster,
} from './start-cluster'
export type { NodeEvent } from './supervisor-protocol'
