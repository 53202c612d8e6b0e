import type { IRangeRequest } from 'etcd3'
import type { Log } from '../../logging/log'
import type { Connection, RangeOptions, RangeResult } from '../model'
import type { Credentials } from './client'
import { clusterIdentity } from './cluster-identity'
import { Host } from './host'
import { Hosts } from './hosts'
import { leasesOver } from './leases'
import { limits } from './limits'
import { statusOf } from './members'
import { inOrderOf } from './order'
import { openWatchStream } from './watch-stream'
import { wireFor } from './wire'

export interface ConnectOptions extends Credentials {
  /** `http://host:port` or `https://host:port`, at least one. */
  endpoints: string[]
  /** Put before every key, `/` or the like at its end included. */
  namespace: string
  /** The terminal's id: it decides in which order the members are asked. */
  seed: string
  log: Log
}

const deadlines = limits.deadlineMs

/** Connects when first asked something, and again whenever it must; only `close` ends it. */
export function connect(options: ConnectOptions): Connection {
  if (options.endpoints.length === 0) throw new Error('A connection needs at least one endpoint')
  const { namespace, log } = options
  const wire = wireFor(namespace)
  const identity = clusterIdentity(log)
  const endpoints = inOrderOf(options.seed, options.endpoints)
  const hosts = new Hosts(
    onUsable => endpoints.map(endpoint => new Host({ ...options, endpoint, probe: canRead, onUsable })),
    identity.saw,
  )

  /** A linearizable read of one key: a member without a quorum cannot answer it. */
  function canRead(host: Host): Promise<unknown> {
    const request = { key: wire.from('\0'), count_only: true }
    return host.calls.kv.range(request, { deadline: Date.now() + deadlines.probe })
  }

  async function range(request: IRangeRequest, deadlineMs: number): Promise<RangeResult> {
    return wire.range(await hosts.read((host, call) => host.calls.kv.range(request, call), deadlineMs))
  }

  return {
    endpoints,
    namespace,

    async get(key, { revision, deadlineMs = deadlines.read } = {}) {
      const { kvs } = await range({ key: wire.key(key), ...rangeOptions({ revision }) }, deadlineMs)
      return kvs[0]
    },

    range(from, to, { deadlineMs = deadlines.bulk, ...rest } = {}) {
      return range({ key: wire.from(from), range_end: wire.key(to), ...rangeOptions(rest) }, deadlineMs)
    },

    async *pages(prefix, { revision, pageSize = limits.pageSize, keysOnly = false } = {}) {
      const range_end = wire.prefixEnd(prefix)
      let key = wire.from(prefix)
      let at = revision
      for (;;) {
        const page = await range(
          { key, range_end, ...rangeOptions({ revision: at, limit: pageSize, keysOnly }) },
          deadlines.bulk,
        )
        at ??= page.revision
        yield { ...page, revision: at }
        const last = page.kvs.at(-1)
        if (!page.more || !last) return
        key = wire.key(`${last.key}\0`)
      }
    },

    async txn(txn, { deadlineMs = deadlines.write } = {}) {
      const request = wire.txn(txn)
      return wire.txnResult(await hosts.write((host, call) => host.calls.kv.txn(request, call), deadlineMs))
    },

    leases: leasesOver(hosts),

    openWatch: request => openWatchStream(hosts.prefer(request.avoid), wire, request),

    onClusterChanged: identity.onChanged,

    members: ({ deadlineMs } = {}) => Promise.all(hosts.all.map(host => statusOf(host, deadlineMs))),

    async compact(revision) {
      await hosts.write((host, call) => host.calls.kv.compact({ revision }, call), deadlines.bulk)
    },

    close: () => hosts.close(),
  }
}

function rangeOptions({ revision, limit, keysOnly, countOnly }: RangeOptions): IRangeRequest {
  return {
    ...(revision !== undefined && { revision }),
    ...(limit !== undefined && { limit }),
    ...(keysOnly && { keys_only: true }),
    ...(countOnly && { count_only: true }),
  }
}
