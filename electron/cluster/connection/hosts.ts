import { setTimeout as pause } from 'node:timers/promises'
import type { IResponseHeader } from 'etcd3'
import { ClusterFailure } from '../model'
import { classify } from './classify'
import type { CallOptions } from './client'
import type { Host } from './host'
import { limits } from './limits'

interface Answer {
  header: IResponseHeader
}

/** One message to one member. */
export type Send<T extends Answer> = (host: Host, options: CallOptions) => Promise<T>

/** Chooses the member for each call, and another one when the first did not take it. */
export class Hosts {
  #hosts: readonly Host[]
  #onAnswer: (header: IResponseHeader) => void
  #waiting = new Set<() => void>()
  #closed = false

  /** @param onAnswer is shown the header of every answer. */
  constructor(make: (onUsable: () => void) => readonly Host[], onAnswer: (header: IResponseHeader) => void) {
    this.#hosts = make(() => this.#wake())
    this.#onAnswer = onAnswer
  }

  get all(): readonly Host[] {
    return this.#hosts
  }

  /** Asks again until some member answers or refuses; at most `patienceMs` and one round over the members. */
  read<T extends Answer>(send: Send<T>, deadlineMs: number): Promise<T> {
    return this.#call('read', send, deadlineMs)
  }

  /** Sent exactly once: to another member only if the one before certainly did not take it. */
  write<T extends Answer>(send: Send<T>, deadlineMs: number): Promise<T> {
    return this.#call('write', send, deadlineMs)
  }

  async #call<T extends Answer>(kind: 'read' | 'write', send: Send<T>, deadlineMs: number): Promise<T> {
    const giveUpAt = performance.now() + limits.patienceMs[kind]
    let failure: ClusterFailure | undefined
    const asked = new Set<Host>()
    while (!this.#closed) {
      const host = this.#hosts.find(each => each.usable && !asked.has(each))
      if (!host) {
        if (performance.now() >= giveUpAt)
          throw failure ?? new ClusterFailure('unavailable', 'No member of the cluster answers')
        await this.#nextRound(giveUpAt)
        asked.clear()
        continue
      }
      asked.add(host)
      let answer: T
      try {
        answer = await send(host, { deadline: Date.now() + deadlineMs })
      } catch (error) {
        const verdict = classify(error, kind)
        failure = verdict.failure
        if (verdict.hostIsDown) host.markDown(failure.message)
        if (failure.kind !== 'unavailable') throw failure
        continue
      }
      this.#onAnswer(answer.header)
      return answer
    }
    throw new ClusterFailure('unavailable', 'The connection is closed', 'closed', { cause: failure })
  }

  /** Members that said no get a moment; when all are down, the first that comes back ends the wait. */
  async #nextRound(giveUpAt: number): Promise<void> {
    if (this.#hosts.some(host => host.usable)) return pause(limits.pauseBetweenRoundsMs)
    await new Promise<void>(resolve => {
      const end = () => {
        clearTimeout(timer)
        this.#waiting.delete(end)
        resolve()
      }
      const timer = setTimeout(end, giveUpAt - performance.now())
      this.#waiting.add(end)
    })
  }

  #wake(): void {
    for (const end of [...this.#waiting]) end()
  }

  /** For a watch: a member that answers and is not the one that just failed, if there is one. */
  prefer(avoid: string | undefined): Host {
    const usable = this.#hosts.filter(host => host.usable)
    const choice = usable.find(host => host.endpoint !== avoid) ?? usable[0] ?? this.#hosts[0]
    if (!choice) throw new Error('A connection needs at least one endpoint')
    return choice
  }

  close(): void {
    this.#closed = true
    for (const host of this.#hosts) host.close()
    this.#wake()
  }
}
