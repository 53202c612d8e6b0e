import type { ClusterFailure, Connection, WatchResponse } from '../model'

/** A stream that stood for this long was not refused at the door: the next try need not wait. */
const stoodMs = 1_000

/** How a stream ended: the next one can go on from the cursor, or a snapshot is needed first, or all is over. */
export interface Ended {
  next: 'watch' | 'snapshot' | 'nothing'
  why: string
  endpoint: string
  /** It was of use: the pauses between tries begin anew. */
  stood: boolean
}

export interface WatchOnceOptions {
  connection: Connection
  prefix: string
  /** The cluster that the cursor belongs to. */
  clusterId: string
  avoid: string | undefined
  signal: AbortSignal
  /** The first revision that has not been delivered. */
  cursor(): number
  onOpen(endpoint: string): void
  onResponse(response: WatchResponse): void
}

/** Watches over one stream until it ends. @throws the signal's reason when it is aborted. */
export function watchOnce(options: WatchOnceOptions): Promise<Ended> {
  const { connection, prefix, clusterId, avoid, signal, cursor, onOpen, onResponse } = options
  signal.throwIfAborted()
  return new Promise((resolve, reject) => {
    const began = performance.now()
    const beganAt = cursor()
    let revisionVerified = false

    const stop = () => {
      stream.close()
      stopListening()
      signal.removeEventListener('abort', abort)
    }
    const end = (next: Ended['next'], why: string) => {
      stop()
      const stood = cursor() > beganAt || performance.now() - began > stoodMs
      resolve({ next, why, endpoint: stream.endpoint, stood })
    }
    const abort = () => {
      stop()
      reject(signal.reason)
    }

    /** A member may lag behind the one before; that the cluster went back is only true if its leader says so. */
    const verifyRevision = async () => {
      const newest = await connection.range(prefix, `${prefix}\0`, { countOnly: true })
      if (newest.clusterId !== clusterId || newest.revision < cursor() - 1)
        end('snapshot', 'The cluster is behind what was seen: it was restored or made anew')
    }

    const stream = connection.openWatch({
      prefix,
      startRevision: beganAt,
      avoid,
      onResponse(response) {
        if (response.clusterId !== clusterId) return end('snapshot', 'The watch answers from another cluster')
        if (response.revision < beganAt - 1 && !revisionVerified) {
          revisionVerified = true
          verifyRevision().catch(error => end('watch', String(error)))
        }
        onResponse(response)
      },
      onEnd: failure => end(nextAfter(failure), failure.message),
    })
    onOpen(stream.endpoint)
    const stopListening = connection.onClusterChanged(seen => {
      if (seen !== clusterId) end('snapshot', 'An answer came from another cluster')
    })
    signal.addEventListener('abort', abort)
  })
}

function nextAfter({ kind, reason }: ClusterFailure): Ended['next'] {
  if (reason === 'closed') return 'nothing'
  // Compacted past the cursor, or not allowed: only a new snapshot can tell.
  return kind === 'refused' ? 'snapshot' : 'watch'
}
