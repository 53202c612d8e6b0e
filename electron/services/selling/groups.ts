import { type GroupPart, type GroupWanted, largestGroup } from '#shared/contract/group'
import type { Wanted } from '#shared/contract/selling'
import {
  isRefusal,
  type PlacesLeft,
  Refusal,
  type RefusalCode,
  type TakenPlace,
} from '#shared/errors/refusals'
import type { Connection } from '../../cluster/model'
import { claimKey, keyspace } from '../../keyspace'
import type { Replica } from '../../replica'
import type { HoldingInTurn } from './holding'
import type { OpenBasket, OpenBaskets } from './open-baskets'
import type { Seller } from './seller'

/** As many as one transaction can compare one by one, and a few over for basket and ticket types. */
const placesPerStep = 100

export interface HeldGroup {
  basket: OpenBasket
  missing: number
  left: PlacesLeft[]
  taken: TakenPlace[]
}

/** Holding more than one transaction can, under one basket. */
export interface Groups {
  /**
   * Holds the group step by step, each all or nothing. With `ifNotAll: 'keep'` a group that is too large ends with what
   * could be held; with `'let-go'` nothing of it stays, and no step is taken when the cluster counts too few places.
   * Only a step whose outcome is unknown leaves what was held before it in the basket either way.
   * @throws Refusal `GROUP_NOT_HELD` with how many are left and where
   */
  holdGroup(seller: Seller, input: GroupWanted): Promise<HeldGroup>
}

/** What stands in the way of a step, but not of the ones before it. */
const shortages: readonly RefusalCode[] = ['SEAT_TAKEN', 'SOLD_OUT']

export function createGroups(options: {
  connection: Connection
  replica: Replica
  baskets: OpenBaskets
  holding: HoldingInTurn
}): Groups {
  const { connection, replica, baskets, holding } = options

  /** The free places of each area of the events, by a count that is true of the whole cluster. */
  const placesLeft = async (eventIds: ReadonlySet<string>): Promise<PlacesLeft[]> => {
    const areas = [...eventIds].flatMap(eventId =>
      [...(replica.state.houses.get(eventId)?.areas.values() ?? [])].flatMap(({ area }) => area?.value ?? []),
    )
    return Promise.all(
      areas.map(async ({ eventId, areaId, name, capacity }) => {
        const prefix = keyspace.claim.prefix(eventId, areaId)
        const { count } = await connection.range(prefix, `${prefix}~`, { countOnly: true })
        return { eventId, areaId, areaName: name, left: Math.max(0, capacity - count) }
      }),
    )
  }

  /** How many of a standing part there can be. */
  const roomFor = (part: GroupPart & { pick: 'any' }, left: readonly PlacesLeft[]): number => {
    const sells = replica.state.houses.get(part.eventId)?.ticketTypes.get(part.ticketType)?.value.sells
    if (sells?.by !== 'area') return part.count
    return (
      left.find(area => area.eventId === part.eventId && area.areaId === sells.areaId)?.left ?? part.count
    )
  }

  return {
    holdGroup: (seller, { basketId, orderId, parts, ifNotAll }) =>
      baskets.inTurn(basketId, async () => {
        refuseTooLong(parts)
        const asked = parts.reduce((sum, part) => sum + sizeOf(part), 0)
        const before = baskets.get(basketId)?.stored.lines ?? []
        if (asked + before.length > largestGroup)
          throw new Refusal('LIMIT_EXCEEDED', { name: 'one basket', limit: largestGroup })
        const events = new Set(parts.map(part => part.eventId))
        const keysBefore = new Set(before.map(claimKey))
        // Of those before, too, a supervisor may have freed some meanwhile.
        const heldOfGroup = () =>
          (baskets.get(basketId)?.stored.lines ?? []).filter(line => !keysBefore.has(claimKey(line)))
        const heldNow = () => heldOfGroup().length
        const notHeld = (left: PlacesLeft[], taken: TakenPlace[]) =>
          new Refusal('GROUP_NOT_HELD', { asked, held: heldNow(), left, taken })

        const leftBefore = await placesLeft(events)
        const possible = parts.map(part =>
          part.pick === 'any' ? { ...part, count: Math.min(part.count, roomFor(part, leftBefore)) } : part,
        )
        const short = possible.reduce((sum, part) => sum + sizeOf(part), 0) < asked
        if (short && ifNotAll === 'let-go') throw notHeld(leftBefore, [])

        const failure = await takeSteps(
          seller,
          { basketId, orderId },
          stepsOf(possible),
          before.length + asked,
        )
        const basket = baskets.get(basketId)
        // A supervisor may have freed some of it before this terminal had the answer that it is held.
        const whole = !failure && heldNow() === asked
        if (basket && whole) return { basket, missing: 0, left: [], taken: [] }
        if (basket && ifNotAll === 'let-go') await holding.dropNow(basket, heldOfGroup())
        if (failure && !isShortage(failure)) throw failure
        const left = await placesLeft(events)
        const taken = isRefusal(failure, 'SEAT_TAKEN') ? failure.data.taken : []
        if (!basket || ifNotAll === 'let-go' || heldNow() === 0) throw notHeld(left, taken)
        return { basket, missing: asked - heldNow(), left, taken }
      }),
  }

  /** @returns the refusal that stopped it; nothing when all steps were taken. */
  async function takeSteps(
    seller: Seller,
    ids: { basketId: string; orderId: string },
    steps: Iterable<Wanted[]>,
    growingTo: number,
  ): Promise<Refusal | undefined> {
    try {
      for (const wanted of steps) {
        const basket = await holding.holdNow(seller, { ...ids, wanted })
        basket.growingTo = growingTo
      }
    } catch (error) {
      if (isRefusal(error)) return error
      throw error
    } finally {
      baskets.settled(ids.basketId)
    }
    return undefined
  }
}

/** What the claims of a group may take of the 1.5 MiB of a request, beside its order. */
const claimBytesAtMost = 1_200_000
/** Of a claim beside its ids: the words between them, two more ids, and how the request frames it. */
const claimBytesBeside = 400

/** Ids may be so long that the sale of the whole group would be more than etcd takes: better known before the hold. */
function refuseTooLong(parts: readonly GroupPart[]): void {
  const bytesOf = (part: GroupPart) => {
    const { eventId, ticketType, priceType } = part
    const areaId = part.pick === 'slots' ? part.areaId : ticketType
    return claimBytesBeside + [eventId, areaId, ticketType, priceType].join('').length
  }
  const longest = Math.max(...parts.map(bytesOf))
  const limit = Math.floor(claimBytesAtMost / longest)
  const asked = parts.reduce((sum, part) => sum + sizeOf(part), 0)
  if (asked > limit) throw new Refusal('LIMIT_EXCEEDED', { name: 'one basket', limit })
}

const isShortage = (refusal: Refusal) => shortages.includes(refusal.code)

const sizeOf = (part: GroupPart) => (part.pick === 'any' ? part.count : part.slots.length)

/** The parts as steps that one transaction can take each. */
function* stepsOf(parts: readonly GroupPart[]): Generator<Wanted[]> {
  let step: Wanted[] = []
  let room = placesPerStep
  const whole = function* () {
    if (step.length > 0) yield step
    step = []
    room = placesPerStep
  }
  for (const part of parts) {
    if (part.pick === 'slots') {
      const { slots, ...rest } = part
      for (const slot of slots) {
        if (room === 0) yield* whole()
        step.push({ ...rest, pick: 'slot', slot })
        room--
      }
      continue
    }
    for (let left = part.count; left > 0; ) {
      if (room === 0) yield* whole()
      const count = Math.min(left, room)
      step.push({ ...part, count })
      room -= count
      left -= count
    }
  }
  yield* whole()
}
