import { noop } from 'cockatiel'
import type { Etcd3, IOptions } from 'etcd3'
import { limits } from './limits'

/** How a member is spoken to; the credentials are PEM. */
export interface Credentials {
  tls?: { rootCertificate: Buffer; privateKey?: Buffer; certChain?: Buffer } | undefined
  auth?: { username: string; password: string } | undefined
}

/** What etcd3's calls take: grpc-js's call options, which is not a package of ours. */
export type CallOptions = NonNullable<Parameters<Etcd3['kv']['txn']>[1]>
type Interceptor = NonNullable<NonNullable<CallOptions['interceptors']>[number]>

/**
 * A member that knows no leader then refuses at once, provably before anything was proposed (v3rpc/interceptor.go).
 */
const requireLeader: Interceptor = (options, nextCall) => {
  const call = nextCall(options)
  const start = call.start.bind(call)
  call.start = (metadata, listener) => {
    metadata.set('hasleader', 'true')
    start(metadata, listener)
  }
  // The interface asks for grpc-js's class where it only ever calls these methods.
  return call as ReturnType<Interceptor>
}

/** What etcd3 is told: nothing that repeats, hides or outlives a call. */
export function clientOptions(endpoint: string, { tls, auth }: Credentials): IOptions {
  return {
    hosts: endpoint,
    ...(tls && { credentials: tls }),
    ...(auth && { auth }),
    // The library's own policies repeat writes and hide which error came.
    faultHandling: { host: () => noop, global: noop },
    defaultCallOptions: call =>
      call.isStream
        ? { interceptors: [requireLeader] }
        : { interceptors: [requireLeader], deadline: Date.now() + limits.deadlineMs.read },
    grpcOptions: {
      'grpc.keepalive_time_ms': limits.keepaliveTimeMs,
      'grpc.keepalive_timeout_ms': limits.keepaliveTimeoutMs,
      'grpc.max_receive_message_length': limits.maxReceiveBytes,
      'grpc.initial_reconnect_backoff_ms': limits.reconnectBackoffMs.initial,
      'grpc.max_reconnect_backoff_ms': limits.reconnectBackoffMs.max,
      // grpc-js sends a refused call again by itself; here that is decided in one place.
      'grpc.enable_retries': 0,
      'grpc.service_config_disable_resolution': 1,
      'grpc.client_idle_timeout_ms': limits.idleConnectionMs,
      // Else equal clients share a connection, and a reset would keep using the one to a frozen member.
      'grpc.use_local_subchannel_pool': 1,
    },
  }
}
