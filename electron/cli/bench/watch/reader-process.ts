import { Etcd3 } from 'etcd3'
import type { House, HouseChange } from '#shared/contract/events'
import { slotState, withSlots } from '#shared/domain/occupancy'
import { keyspace, slotPart } from '../../../keyspace'
import { openWindow } from '../../../testing/window'
import { sharedNow } from '../clock'
import { serveTasks } from '../processes'

/*
 * Where `bench watch` looks from: a window of the other terminal, which keeps a house as the renderer's store does,
 * and a bare watch of etcd. It notes when each slot was seen to be sold.
 */

/** When each place was seen to be sold, by its key; and who waits for one. */
class Sightings {
  readonly #seen = new Map<string, number>()
  readonly #waiting = new Map<string, () => void>()

  saw(place: string, at: number): void {
    this.#seen.set(place, at)
    this.#waiting.get(place)?.()
    this.#waiting.delete(place)
  }

  async of(place: string): Promise<number> {
    if (!this.#seen.has(place)) await new Promise<void>(resolve => this.#waiting.set(place, resolve))
    return this.#seen.get(place) ?? Number.NaN
  }
}

const inWindow = new Sightings()
const bare = new Sightings()
const closing: (() => Promise<void>)[] = []

/** As renderer/stores/house.ts does it. */
function applied(areas: House['areas'], change: HouseChange): House['areas'] {
  return areas.map(area => {
    const changes = change.slots?.[area.area.areaId] ?? []
    return {
      ...area,
      states: withSlots(
        area.states,
        changes.map(([slot, state]) => [slot, state] as const),
      ),
    }
  })
}

function* soldBy(change: HouseChange, eventId: string): Generator<string> {
  for (const [areaId, changes] of Object.entries(change.slots ?? {}))
    for (const [slot, state] of changes)
      if (state === slotState.sold) yield keyspace.claim.key(eventId, areaId, slotPart(slot))
}

const tasks = {
  /** Signs in as the first admin, and shows an event's house. Answers when it is shown. */
  async openHouse({ address, eventId }: { address: string; eventId: string }): Promise<void> {
    const { terminal, close } = await openWindow(address)
    closing.push(close)
    await terminal.session.setUp({ username: 'admin', name: 'Admin', password: 'long enough' })
    const feed = (await terminal.events.house({ eventId }))[Symbol.asyncIterator]()
    const first = await feed.next()
    if (first.done || first.value.kind !== 'snapshot')
      throw new Error('The house did not begin with a snapshot')
    let { areas } = first.value.value
    const follow = async () => {
      for (;;) {
        const next = await feed.next()
        if (next.done || next.value.kind !== 'change')
          throw new Error('The house was not followed to the end')
        const change = next.value.value
        areas = applied(areas, change)
        const at = sharedNow()
        for (const place of soldBy(change, eventId)) inWindow.saw(place, at)
      }
    }
    follow().catch(fail)
  },

  /** Watches what is written under `prefix`, the namespace included. Answers when the watch stands. */
  async watch({ endpoint, prefix }: { endpoint: string; prefix: string }): Promise<void> {
    const client = new Etcd3({ hosts: endpoint })
    const watcher = await client.watch().prefix(prefix).create()
    watcher.on('put', ({ key }) => bare.saw(key.toString().slice(prefix.length), sharedNow()))
    watcher.on('error', fail)
    closing.push(async () => {
      await watcher.cancel()
      client.close()
    })
  },

  /** @returns when each was seen in the window, once all were. */
  seenInWindow: (places: string[]): Promise<number[]> => Promise.all(places.map(place => inWindow.of(place))),
  /** @returns when the bare watch saw each, once it saw all. */
  seenBare: (places: string[]): Promise<number[]> => Promise.all(places.map(place => bare.of(place))),
}

let ending = false
function fail(error: unknown): void {
  if (!ending) throw error
}

export type ReaderTasks = typeof tasks

serveTasks(tasks, async () => {
  ending = true
  for (const close of closing.reverse()) await close()
})
