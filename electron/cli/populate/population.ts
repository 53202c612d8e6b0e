import { faker } from '@faker-js/faker/locale/en'
import type { Entry } from '../../cluster/bulk'
import { openBooks, saleEntries } from '../../demo/books'
import { type Random, seededRandom } from '../../demo/random'
import { drawEvent, type EventOnSale, eventEntries } from './events'
import { followerEntries } from './followers'
import { createHouses, type House, houseEntries } from './houses'
import { createPeople } from './people'
import { chooseEvent, drawPurchase } from './purchases'
import type { Settings } from './settings'
import { type Share, shareOf } from './share'

/** So many events are on sale side by side; only they are kept in memory. */
const eventsAtOnce = 100

/** A population as a stream of keys. */
export interface Population {
  readonly houses: readonly House[]
  /** Users, events and purchases to be drawn, and how many of them were so far. */
  readonly total: number
  readonly drawn: number
  /** Purchases that found everything sold out. */
  readonly turnedAway: number
  /** Each key once; the same settings and hash give the same keys and values in the same order. Streams once. */
  entries(): Generator<Entry>
}

/**
 * The tills first, which tell whose stream it is, and the people. Then the events in groups: a group's events, what was
 * bought of them in its share of the time from `from` to `to`, and who follows them. So orders are numbered in the
 * order of time. The tills' ledgers come last.
 */
export function createPopulation(settings: Settings, passwordHash: string): Population {
  const { seed, users, events, purchases } = settings
  // One for the process: whatever is drawn from it is drawn at once after it was seeded.
  faker.seed(seed)
  const houses = createHouses(settings, faker)
  const people = createPeople(settings, faker, passwordHash)
  const tills = people.tills.map(till => ({ till, books: openBooks(till.terminalId) }))
  const groups = Math.ceil(events / eventsAtOnce)
  const count = { drawn: 0, turnedAway: 0 }

  const drawGroup = (share: Share, random: Random): EventOnSale[] => {
    faker.seed(random.below(2 ** 31))
    const [first, last] = share.range(events)
    const sales = share.span(Date.parse(settings.from), Date.parse(settings.to))
    return Array.from({ length: last - first }, () => {
      count.drawn++
      return drawEvent({ settings, faker, random }, houses, sales)
    })
  }

  function* purchaseEntries(open: readonly EventOnSale[], share: Share, random: Random): Generator<Entry> {
    const { fromMs, untilMs } = share.span(Date.parse(settings.from), Date.parse(settings.to))
    const [first, last] = share.range(purchases)
    for (let index = first; index < last; index++) {
      count.drawn++
      const event = chooseEvent(open, random)
      if (!event) {
        count.turnedAway++
        continue
      }
      const { till, books } = random.pick(tills)
      const buyer = users > 0 ? people.username(random.below(users)) : undefined
      const passed = (index - first + random.next()) / (last - first)
      const atMs = Math.floor(fromMs + passed * (untilMs - fromMs))
      yield* saleEntries(books, drawPurchase(event, { till, buyer, atMs }, random))
    }
  }

  return {
    houses,
    total: users + events + purchases,
    get drawn() {
      return count.drawn
    },
    get turnedAway() {
      return count.turnedAway
    },
    *entries() {
      yield* people.staff()
      yield* houseEntries(houses)
      for (const entry of people.users()) {
        count.drawn++
        yield entry
      }
      for (let group = 0; group < groups; group++) {
        const share = shareOf(group, groups)
        const random = seededRandom(seed, 'group', group)
        const open = drawGroup(share, random)
        for (const event of open) yield* eventEntries(event)
        yield* purchaseEntries(open, share, random)
        yield* followerEntries(open, share.range(users), { settings, people, random })
      }
      for (const { books } of tills) yield books.ledger()
    },
  }
}
