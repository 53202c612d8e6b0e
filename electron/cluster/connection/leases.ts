import type { ILeaseKeepAliveResponse } from 'etcd3'
import { ClusterFailure, type Connection } from '../model'
import type { CallOptions } from './client'
import type { Host } from './host'
import type { Hosts } from './hosts'
import { limits } from './limits'

const { read, write } = limits.deadlineMs

/** A lost `grant` may leave a lease behind; it ends by itself. */
export function leasesOver(hosts: Hosts): Connection['leases'] {
  return {
    async grant(ttlSeconds, options) {
      const send = (host: Host, call: CallOptions) =>
        host.calls.leaseClient.leaseGrant({ TTL: ttlSeconds }, call)
      return (await hosts.write(send, options?.deadlineMs ?? write)).ID
    },
    async renew(leaseId, options) {
      const send = (host: Host, call: CallOptions) => renewOnce(host, leaseId, call)
      const secondsLeft = Number((await hosts.read(send, options?.deadlineMs ?? read)).TTL)
      if (secondsLeft <= 0) throw new ClusterFailure('refused', `Lease ${leaseId} is over`, 'lease-not-found')
      return secondsLeft
    },
    async revoke(leaseId, options) {
      const send = (host: Host, call: CallOptions) =>
        host.calls.leaseClient.leaseRevoke({ ID: leaseId }, call)
      await hosts.write(send, options?.deadlineMs ?? write)
    },
    async timeToLive(leaseId, options) {
      const send = (host: Host, call: CallOptions) =>
        host.calls.leaseClient.leaseTimeToLive({ ID: leaseId }, call)
      return Number((await hosts.read(send, options?.deadlineMs ?? read)).TTL)
    },
  }
}

/** etcd renews over a stream only; this one lives for a single question and its answer. */
async function renewOnce(host: Host, leaseId: string, call: CallOptions): Promise<ILeaseKeepAliveResponse> {
  const stream = await host.calls.leaseClient.leaseKeepAlive(call)
  return new Promise((resolve, reject) => {
    stream.on('error', reject)
    stream.on('data', response => {
      resolve(response)
      stream.end()
    })
    stream.on('end', () => reject(new ClusterFailure('unavailable', 'The renewal was not answered')))
    stream.write({ ID: leaseId })
  })
}
