import { randomUUID } from 'node:crypto'
import type { TerminalStatus } from '#shared/contract/system'
import type { Connection, MemberStatus } from '../../cluster/model'
import { Feed, type Replica } from '../../replica'
import type { Clock } from '../clock'
import { deviationSentence, deviationsAfter } from './clock-deviations'
import type { Beat } from './presence'

/** A picture in which this terminal's own heartbeat has not been seen for this long is stale. */
const staleAfterMs = 10_000
const lookEveryMs = 1_000
const membersEveryMs = 5_000
/** How many of the last confirmations make the figure on the chip. */
const confirmationsKept = 15

/** How this terminal is, as every window shows it. */
export interface StatusBoard {
  readonly feed: Feed<TerminalStatus, TerminalStatus>
  readonly current: TerminalStatus
  /** Still coming up: what is being done, as a sentence. */
  starting(doing: string): void
  warn(sentence: string): void
  beat(beat: Beat): void
  /** From now on the cluster is looked at. `nameOf` gives a node the name people know it by. */
  attach(source: {
    connection: Connection
    replica: Replica
    terminalId: string
    nameOf(endpoint: string): string
  }): void
  close(): void
}

export function createStatusBoard(clock: Clock): StatusBoard {
  const epoch = randomUUID()
  let changes = 0
  let status: TerminalStatus = {
    phase: 'starting',
    starting: 'Starting',
    since: new Date(clock.now()).toISOString(),
    nodes: [],
    revision: 0,
    welcomeRevision: 0,
    unreadable: 0,
    clockDeviations: [],
    warnings: [],
  }
  const feed = new Feed<TerminalStatus, TerminalStatus>(() => ({ epoch, revision: changes, value: status }))
  const confirmations: number[] = []
  const stops: (() => void)[] = []
  /** Warnings that stay. */
  const said = new Set<string>()
  const warnings = () => [...said, ...status.clockDeviations.map(deviationSentence)]
  let failing: Beat | undefined
  let ownBeatSeenAt = clock.monotonic()
  let lookSoon = () => {}

  const set = (next: Partial<TerminalStatus>) => {
    const since =
      next.phase && next.phase !== status.phase ? new Date(clock.now()).toISOString() : status.since
    const changed = { ...status, ...next, since }
    if (JSON.stringify(changed) === JSON.stringify(status)) return
    status = changed
    feed.publish(++changes, status)
  }

  const every = (ms: number, work: () => void | Promise<void>) => {
    let stop = () => {}
    let ended = false
    const next = () => {
      stop = clock.after(ms, async () => {
        await work()
        if (!ended) next()
      })
    }
    next()
    stops.push(() => {
      ended = true
      stop()
    })
  }

  return {
    feed,
    get current() {
      return status
    },
    starting: doing => set({ phase: 'starting', starting: doing }),
    warn(sentence) {
      said.add(sentence)
      set({ warnings: warnings() })
    },
    beat(beat) {
      failing = beat.confirmed ? undefined : beat
      if (beat.confirmed) {
        confirmations.push(beat.ms)
        if (confirmations.length > confirmationsKept) confirmations.shift()
      }
      lookSoon()
    },
    attach({ connection, replica, terminalId, nameOf }) {
      ownBeatSeenAt = clock.monotonic()
      stops.push(
        replica.onChange((touched, revision) => {
          if (touched.presences.has(terminalId)) ownBeatSeenAt = clock.monotonic()
          if (touched.presences.size > 0) {
            const own = { terminalId, nowMs: clock.now() }
            const { presences } = replica.state
            set({
              clockDeviations: deviationsAfter(status.clockDeviations, touched.presences, presences, own),
            })
            set({ warnings: warnings() })
          }
          if (touched.welcome) set({ welcomeRevision: revision })
          if (touched.unreadable) look()
        }),
      )
      const look = () => {
        const stale = clock.monotonic() - ownBeatSeenAt > staleAfterMs
        const syncedAt = new Date(clock.now() - (clock.monotonic() - ownBeatSeenAt)).toISOString()
        const phase = failing ? 'no-quorum' : stale ? 'stale' : 'selling'
        const confirmMs = median(confirmations)
        set({
          phase,
          starting: undefined,
          ...(confirmMs !== undefined && { confirmMs: Math.round(confirmMs) }),
          // A healthy picture is not dated anew every second: nothing on the screen would change.
          revision: phase === 'selling' ? status.revision : replica.state.revision,
          syncedAt: phase === 'selling' ? undefined : (status.syncedAt ?? syncedAt),
          unreadable: replica.state.unreadable.size,
        })
      }
      const askMembers = async () => {
        const members = await connection.members()
        set({ nodes: members.map(member => nodeOf(member, nameOf(member.endpoint))) })
      }
      let asking = false
      lookSoon = () => {
        look()
        if (!failing || asking) return
        asking = true
        void askMembers().finally(() => {
          asking = false
        })
      }
      look()
      void askMembers()
      every(lookEveryMs, look)
      every(membersEveryMs, askMembers)
    },
    close() {
      for (const stop of stops) stop()
    },
  }
}

function nodeOf(member: MemberStatus, name: string): TerminalStatus['nodes'][number] {
  const { endpoint } = member
  return member.answers
    ? { name, endpoint, answers: true, leader: member.leader, version: member.version }
    : { name, endpoint, answers: false, leader: false, problem: member.problem }
}

function median(values: readonly number[]): number | undefined {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
}
