import { ClusterFailure, type WatchRequest, type WatchStream } from '../model'
import { classify } from './classify'
import type { Host } from './host'
import { limits } from './limits'
import type { RawWatch, WatchClient } from './watch-client'
import type { WatchMessage } from './watch-message'
import { wholeRevisions } from './whole-revisions'
import type { Wire } from './wire'

/** One raw watch on one member, over a client of its own. It never ends in silence: `onEnd` says why. */
export function openWatchStream(host: Host, wire: Wire, request: WatchRequest): WatchStream {
  const whole = wholeRevisions()
  let client: WatchClient | undefined
  let stream: RawWatch | undefined
  let open = true

  const release = () => {
    open = false
    clearTimeout(creation)
    host.closing.removeEventListener('abort', onClosing)
    stream?.cancel()
    client?.close()
  }
  const end = (failure: ClusterFailure) => {
    if (!open) return
    release()
    request.onEnd(failure)
  }
  const fail = (error: unknown) => {
    if (!open) return
    const { failure } = classify(error, 'read')
    // The breaker's probe tells a member that is alive from one that hangs or has no leader.
    if (failure.kind === 'unavailable') host.markDown(failure.message)
    end(failure)
  }
  const onClosing = () => fail(host.closing.reason)
  host.closing.addEventListener('abort', onClosing)
  const creation = setTimeout(
    () => fail(new ClusterFailure('unavailable', 'The member did not acknowledge the watch in time')),
    limits.watchCreatedMs,
  )

  const receive = (message: WatchMessage) => {
    if (!open) return
    if (message.created) clearTimeout(creation)
    if (message.canceled) return end(canceled(message))
    const { clusterId, revision, created, changes, fragment } = message
    request.onResponse({ clusterId, revision, created, changes: whole(changes, fragment) })
  }

  const start = async () => {
    client = host.clientForWatch()
    const opened = await client.open(wire.namespace)
    // Before anything else: an `error` nobody listens to would end the process.
    opened.on('error', fail)
    if (!open) return void opened.cancel()
    stream = opened
    stream.on('data', receive)
    stream.on('end', () => fail(new ClusterFailure('unavailable', 'The member ended the watch')))
    stream.write({
      create_request: {
        key: wire.from(request.prefix),
        range_end: wire.prefixEnd(request.prefix),
        start_revision: request.startRevision,
        progress_notify: true,
        fragment: true,
      },
    })
  }
  start().catch(fail)

  return {
    endpoint: host.endpoint,
    close() {
      if (open) release()
    },
  }
}

function canceled({ compactRevision, cancelReason }: WatchMessage): ClusterFailure {
  if (compactRevision > 0)
    return new ClusterFailure('refused', `The watch began before revision ${compactRevision}`, 'compacted')
  const reason = /permission denied|auth/.test(cancelReason) ? 'permission-denied' : undefined
  return new ClusterFailure(
    'refused',
    `etcd cancelled the watch: ${cancelReason || 'no reason given'}`,
    reason,
  )
}
