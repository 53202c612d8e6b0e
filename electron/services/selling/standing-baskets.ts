import type { StandingBasket, StandingBaskets } from '#shared/contract/baskets'
import { charged } from '#shared/domain/charges'
import { owedMinor } from '#shared/domain/order-rules'
import type { StoredBasket } from '../../keyspace'
import { Feed, houseCharges, type Replica, type ReplicaState } from '../../replica'

type StandingFeed = Feed<StandingBaskets, StandingBaskets>

/** The baskets of all terminals as this one's picture has them, with the terminals that run. */
export interface StandingFeeds {
  /** Those put aside. */
  readonly aside: StandingFeed
  readonly everywhere: StandingFeed
  close(): void
}

export function createStandingFeeds(replica: Replica): StandingFeeds {
  const feedOf = (shown: (basket: StoredBasket) => boolean): StandingFeed =>
    new Feed(() => ({
      ...{ epoch: replica.epoch, revision: replica.state.revision },
      value: standingBaskets(replica.state, shown),
    }))
  const isAside = (basket: StoredBasket) => basket.aside !== undefined
  const aside = feedOf(isAside)
  const everywhere = feedOf(() => true)
  let presentBefore = ''

  const close = replica.onChange((touched, revision) => {
    // Every till beats every few seconds; only one that came or went is news.
    const present = touched.presences.size > 0 ? presentTerminals(replica.state).join() : presentBefore
    if (touched.baskets.size === 0 && present === presentBefore) return
    presentBefore = present
    // Nobody looks at these lists most of the time.
    if (aside.readerCount > 0) aside.publish(revision, standingBaskets(replica.state, isAside))
    if (everywhere.readerCount > 0)
      everywhere.publish(
        revision,
        standingBaskets(replica.state, () => true),
      )
  })
  return { aside, everywhere, close }
}

const presentTerminals = (state: ReplicaState) => [...state.presences.keys()].sort()

function standingBaskets(state: ReplicaState, shown: (basket: StoredBasket) => boolean): StandingBaskets {
  const baskets = [...state.baskets.values()]
    .filter(({ value }) => shown(value))
    .map(({ value }) => standing(state, value))
    .sort((a, b) => (a.openUntil < b.openUntil ? -1 : 1))
  return { baskets, terminals: presentTerminals(state) }
}

function standing(state: ReplicaState, basket: StoredBasket): StandingBasket {
  const { terminalId, basketId, sellerName, openedAt, openUntil, aside, lines, currency } = basket
  const { fees } = charged({ currency, lines, discounts: [] }, houseCharges(state))
  const places = new Map<string, StandingBasket['places'][number]>()
  for (const { eventName, areaName, ticketName } of lines) {
    const kind = `${eventName}\n${areaName}\n${ticketName}`
    const known = places.get(kind)
    if (known) known.count++
    else places.set(kind, { eventName, areaName, ticketName, count: 1 })
  }
  return {
    ...{
      terminalId,
      terminalPresent: state.presences.has(terminalId),
      basketId,
      sellerName,
      openedAt,
      openUntil,
    },
    ...(aside && { customerName: aside.customerName }),
    extensions: basket.extensions ?? 0,
    places: [...places.values()],
    currency,
    totalMinor: owedMinor({ lines, discounts: [], fees }),
  }
}
