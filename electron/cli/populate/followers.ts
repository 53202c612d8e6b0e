import { v7 } from 'uuid'
import type { Entry } from '../../cluster/bulk'
import type { Random } from '../../demo/random'
import { keyspace } from '../../keyspace'
import { type EventOnSale, leftOf } from './events'
import type { People } from './people'
import type { Settings } from './settings'

/**
 * What the users of `range` think of the events `open`, after their sales: a favourite, a notification that waits, or
 * one that was delivered because no more than its limit was left.
 */
export function* followerEntries(
  open: readonly EventOnSale[],
  range: readonly [number, number],
  { settings, people, random }: { settings: Settings; people: People; random: Random },
): Generator<Entry> {
  const at = new Date(settings.to).toISOString()
  for (let index = range[0]; index < range[1]; index++) {
    if (random.next() < settings.favouriteProbability) {
      const { eventId } = random.pick(open).event
      const key = keyspace.favourite.key(people.username(index), eventId)
      yield { key, value: keyspace.favourite.encode({ at }) }
    }
    if (random.next() < settings.notificationProbability)
      yield* notificationEntries(people.username(index), random.pick(open), at, settings, random)
  }
}

function* notificationEntries(
  username: string,
  onSale: EventOnSale,
  at: string,
  { triggerProbability }: Settings,
  random: Random,
): Generator<Entry> {
  const { eventId, name } = onSale.event
  const left = leftOf(onSale)
  // With nothing left, every limit is reached.
  const triggered = left === 0 || random.next() < triggerProbability
  const limit = triggered ? left + random.below(20) : random.below(left)
  const key = keyspace.notification.key(username, eventId)
  yield { key, value: keyspace.notification.encode({ limit, active: !triggered }) }
  if (!triggered) return
  const inboxId = v7({ msecs: Date.parse(at), random: random.bytes(16) })
  const text = left === 0 ? `${name} is sold out.` : `${name}: ${left} tickets are left.`
  yield {
    key: keyspace.inbox.key(username, inboxId),
    value: keyspace.inbox.encode({ eventId, at, text, read: random.next() < 0.5 }),
  }
}
