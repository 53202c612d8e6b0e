import type { Etcd3, IWatchResponse } from 'etcd3'
import { ClusterFailure, type WatchRequest, type WatchStream } from '../model'
import { classify } from './classify'
import type { Host } from './host'
import { limits } from './limits'
import { wholeRevisions } from './whole-revisions'
import type { Wire } from './wire'

type RawStream = Awaited<ReturnType<Etcd3['watchClient']['watch']>>

/** One raw watch on one member, over a client of its own. It never ends in silence: `onEnd` says why. */
export function openWatchStream(host: Host, wire: Wire, request: WatchRequest): WatchStream {
  const whole = wholeRevisions()
  let client: Etcd3 | undefined
  let stream: RawStream | undefined
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

  const receive = (response: IWatchResponse) => {
    if (!open) return
    if (response.created) clearTimeout(creation)
    if (response.canceled) return end(canceled(response))
    request.onResponse({
      clusterId: response.header.cluster_id,
      revision: Number(response.header.revision),
      created: response.created,
      changes: whole(response.events.map(wire.change), response.fragment),
    })
  }

  const start = async () => {
    client = host.clientForWatch()
    const opened = await client.watchClient.watch()
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

function canceled({ compact_revision, cancel_reason }: IWatchResponse): ClusterFailure {
  if (compact_revision !== '0')
    return new ClusterFailure('refused', `The watch began before revision ${compact_revision}`, 'compacted')
  const reason = /permission denied|auth/.test(cancel_reason) ? 'permission-denied' : undefined
  return new ClusterFailure(
    'refused',
    `etcd cancelled the watch: ${cancel_reason || 'no reason given'}`,
    reason,
  )
}
