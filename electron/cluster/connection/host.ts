import { Etcd3 } from 'etcd3'
import type { Log } from '../../logging/log'
import { ClusterFailure } from '../model'
import { type Credentials, clientOptions } from './client'
import { limits } from './limits'
import { WatchClient } from './watch-client'

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
  #closing = new AbortController()
  #options: HostOptions
  #state: 'usable' | 'broken' | 'closed' = 'usable'
  #timer: NodeJS.Timeout | undefined

  constructor(options: HostOptions) {
    this.#options = options
    this.endpoint = options.endpoint
    this.calls = new Etcd3(clientOptions(options.endpoint, options))
  }

  /**
   * A client for one watch, which a reset of a shared one would end. Whoever asks for it closes it.
   * @throws ClusterFailure `closed`
   */
  clientForWatch(): WatchClient {
    this.closing.throwIfAborted()
    return new WatchClient(clientOptions(this.endpoint, this.#options))
  }

  /** Aborted, with a ClusterFailure `closed`, when the connection is closed. */
  get closing(): AbortSignal {
    return this.#closing.signal
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
    this.#closing.abort(new ClusterFailure('unavailable', 'The connection is closed', 'closed'))
    clearTimeout(this.#timer)
    this.calls.close()
  }
}
