import type { IResponseHeader } from 'etcd3'
import type { Log } from '../../logging/log'

/** Remembers which cluster answers, and tells when it becomes another one. */
export function clusterIdentity(log: Log) {
  const listeners = new Set<(clusterId: string) => void>()
  let known: string | undefined
  return {
    /** To be called with the header of every answer. */
    saw({ cluster_id }: IResponseHeader): void {
      const before = known
      known = cluster_id
      if (before === undefined || before === cluster_id) return
      log.warn(
        { 'event.action': 'etcd-cluster-changed', 'etcd.cluster_id': cluster_id },
        'Another cluster answers',
      )
      for (const listener of [...listeners]) listener(cluster_id)
    },
    onChanged(listener: (clusterId: string) => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
