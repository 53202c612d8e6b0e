import { noop } from 'cockatiel'
import { Etcd3, type IOptions } from 'etcd3'
import type { Log } from '../../logging/log'
import { ClusterFailure } from '../model'
import { limits } from './limits'

/** How a member is spoken to; the credentials are PEM. */
export interface Credentials {
  tls?: { rootCertificate: Buffer; privateKey?: Buffer; certChain?: Buffer } | undefined
  auth?: { username: string; password: string } | undefined
}

export interface HostOptions extends Credentials {
  endpoint: string
  log: Log
  /** Asks the host something only a member with a quorum can answer; rejects when it cannot. */
  probe(host: Host): Promise<unknown>
  onUsable(): void
}

/**
 * One member: its clients and its breaker. A host that does not answer is left alone until a probe of ours came
 * back, so that a frozen member costs one call its deadline, and no customer pays for finding out that it woke up.
 */
export class Host {
  readonly endpoint: string
  /** For everything that has a deadline: a deadline that passes resets the channels of its client. */
  readonly calls: Etcd3
  #options: HostOptions
  #state: 'usable' | 'broken' | 'closed' = 'usable'
  #timer: NodeJS.Timeout | undefined

  constructor(options: HostOptions) {
    this.#options = options
    this.endpoint = options.endpoint
    this.calls = new Etcd3(clientOptions(options))
  }

  /**
   * A client for one watch, which a reset of a shared one would end. Whoever asks for it closes it.
   * @throws ClusterFailure `closed`
   */
  clientForWatch(): Etcd3 {
    if (this.#state === 'closed')
      throw new ClusterFailure('unavailable', 'The connection is closed', 'closed')
    return new Etcd3(clientOptions(this.#options))
  }

  get usable(): boolean {
    return this.#state === 'usable'
  }

  /** Opens the breaker; it closes when a probe is answered. */
  markDown(why: string): void {
    if (this.#state !== 'usable') return
    this.#state = 'broken'
    this.#options.log.warn({ 'event.action': 'etcd-host-down', 'server.address': this.endpoint }, why)
    void this.#probe()
  }

  async #probe(): Promise<void> {
    try {
      await this.#options.probe(this)
    } catch {
      // The reason the breaker opened has been logged; a probe that fails changes nothing.
      if (this.#state === 'broken')
        this.#timer = setTimeout(() => void this.#probe(), limits.probeEveryMs).unref()
      return
    }
    if (this.#state !== 'broken') return
    this.#state = 'usable'
    this.#options.log.info(
      { 'event.action': 'etcd-host-up', 'server.address': this.endpoint },
      'The member answers again',
    )
    this.#options.onUsable()
  }

  close(): void {
    this.#state = 'closed'
    clearTimeout(this.#timer)
    this.calls.close()
  }
}

function clientOptions({ endpoint, tls, auth }: HostOptions): IOptions {
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
      // Else equal clients share a connection, and a reset would keep using the one to a frozen member.
      'grpc.use_local_subchannel_pool': 1,
    },
  }
}

type Interceptor = NonNullable<NonNullable<CallOptions['interceptors']>[number]>
/** What etcd3's calls take: grpc-js's call options, which is not a package of ours. */
export type CallOptions = NonNullable<Parameters<Etcd3['kv']['txn']>[1]>

/**
 * A member that knows no leader then refuses at once, provably before anything was proposed, and ends a watch that
 * would else stay silent (v3rpc/interceptor.go).
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
