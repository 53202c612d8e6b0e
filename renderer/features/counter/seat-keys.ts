import type { House } from '#shared/contract/events'
import type { Basket, Wanted } from '#shared/contract/selling'
import type { TicketLine } from '#shared/domain/order'
import { type Choice, currentChoice } from './choice'
import { type Gathering, useDesk } from './desk'
import { isNumbered } from './rules/account'
import { givenBack } from './rules/give-back'
import { offerForZone, priceFor } from './rules/offers'
import { type PlaceId, placeOf, samePlace } from './rules/places'
import { groupLines, groupOf, sameWish, seatingIn, seatsBeside } from './seat-group'
import { currentBasket, places, useTill } from './till'
import { whenShown } from './till/when-shown'

/*
 * What the price keys do in a house with numbered seats. Quick keys are gathered, so that F1 F1 F2 is one hold; after
 * each the customer has the best seats together, and at no moment none.
 */

/** Keys that follow one another within this time, in milliseconds, go together. */
const gatherMs = 80

let timer: ReturnType<typeof setTimeout> | undefined
let queue = Promise.resolve()

/** How many seats the keys have asked for or hold together. */
export function groupSize(): number {
  const { group, gathering, asking } = useDesk.getState()
  const wished = [...asking, gathering].reduce((sum, own) => sum + (own?.priceTypes.length ?? 0), 0)
  return groupLines(group).length + wished
}

/** Wishes for `count` seats more at a price, together with those that the keys chose before. */
export function addSeats({ house, chosen }: Choice, priceType: string, count: number, accessible = 0): void {
  if (!chosen) return
  const kind = { eventId: house.event.eventId, ticketType: chosen.type.type }
  const { gathering } = useDesk.getState()
  if (gathering && !sameWish(gathering, kind)) holdNow()
  useDesk.setState(({ gathering: own }) => ({
    notice: undefined,
    gathering: {
      ...kind,
      priceTypes: [...(own?.priceTypes ?? []), ...Array<string>(count).fill(priceType)],
      accessible: (own?.accessible ?? 0) + accessible,
    },
  }))
  clearTimeout(timer)
  timer = setTimeout(() => {
    // Those that come while seats are being held go together after it.
    queue = queue.then(holdNow)
  }, gatherMs)
}

/** Gives one seat with a ticket of that price back; the others stay together. */
export function takeSeatAway({ house }: Choice, priceType: string): void {
  const { gathering } = useDesk.getState()
  const at = gathering?.priceTypes.lastIndexOf(priceType) ?? -1
  if (gathering && at >= 0) {
    const priceTypes = gathering.priceTypes.toSpliced(at, 1)
    useDesk.setState({ gathering: priceTypes.length > 0 ? { ...gathering, priceTypes } : undefined })
    return
  }
  holdNow()
  queue = queue.then(() => giveBack(house, priceType))
}

/** The same seats in the zone that is chosen now, or in the best of it: the whole group moves. */
export function moveGroup({ house, chosen }: Choice): void {
  holdNow()
  queue = queue.then(async () => {
    const lines = groupLines(useDesk.getState().group)
    if (!chosen || lines.length === 0) return
    const { type } = chosen
    const priceTypes = lines.map(line => priceFor(type, line.priceType).priceType)
    const accessible = useDesk.getState().group?.accessible ?? 0
    await holdBest(
      house,
      { ...{ eventId: house.event.eventId, ticketType: type.type }, priceTypes, accessible },
      lines,
    )
  })
}

/** Holds these seats instead of the group: another of the best that were found. */
export function holdSeats(
  house: House,
  seats: readonly (PlaceId & { zone: string })[],
  accessible: number,
): void {
  holdNow()
  queue = queue.then(async () => {
    const choice = currentChoice()
    const before = groupLines(useDesk.getState().group)
    const wanted = seats.flatMap((seat, n): Wanted[] => {
      const offer = choice && offerForZone(choice.offers, seat.zone)
      if (!offer) return []
      const { type } = offer
      const { priceType } = priceFor(type, before[n]?.priceType)
      return [{ pick: 'slot', ...placeOf(seat), ticketType: type.type, priceType }]
    })
    const [first] = wanted
    if (!first) return
    await places.exchange(wanted, before, async basket => {
      await shown(basket)
      useDesk.setState({ group: groupOf(house, first.ticketType, accessible, seats) })
    })
  })
}

/** Whether seats are being asked for; what is in the basket is not settled so long. */
export function areSeatsUnderWay(): boolean {
  const { gathering, asking } = useDesk.getState()
  return gathering !== undefined || asking.length > 0 || useTill.getState().underWay > 0
}

/** Resolves when everything that the keys asked for is answered. @returns whether it went well */
export async function seatsHeld(): Promise<boolean> {
  holdNow()
  await queue
  await places.drop([])
  return useDesk.getState().notice === undefined
}

/** Asks for what is gathered, after what was asked for before. */
function holdNow() {
  clearTimeout(timer)
  const { gathering } = useDesk.getState()
  if (!gathering) return
  useDesk.setState(({ asking }) => ({ gathering: undefined, asking: [...asking, gathering] }))
  queue = queue.then(() => hold(gathering)).finally(() => answered(gathering))
}

function answered(gathering: Gathering) {
  useDesk.setState(({ asking }) => ({ asking: asking.filter(own => own !== gathering) }))
}

async function hold(gathering: Gathering) {
  const { group } = useDesk.getState()
  const choice = currentChoice()
  if (choice?.house.event.eventId !== gathering.eventId) return
  const before = group && sameWish(group, gathering) ? groupLines(group) : []
  const beside = before.length === 0 ? seatsBeside(choice, gathering) : undefined
  const isShown = (basket: Basket) => shown(basket, () => answered(gathering))
  if (beside) await places.exchange(beside, [], isShown)
  else
    await holdBest(
      choice.house,
      {
        ...gathering,
        priceTypes: [...before.map(line => line.priceType), ...gathering.priceTypes],
        accessible: (before.length > 0 ? (group?.accessible ?? 0) : 0) + gathering.accessible,
      },
      before,
      isShown,
    )
}

async function holdBest(
  house: House,
  wish: Gathering,
  instead: readonly TicketLine[],
  isShown: (basket: Basket) => Promise<void> = shown,
) {
  const { eventId, ticketType, priceTypes, accessible } = wish
  const kept = (currentBasket()?.lines ?? []).filter(line => !instead.some(own => samePlace(own, line)))
  const want: Wanted = {
    ...{ pick: 'best', eventId, ticketType, count: priceTypes.length, priceTypes: [...priceTypes] },
    ...(accessible > 0 && { accessible }),
  }
  await places.exchange([want], instead, async basket => {
    await isShown(basket)
    const seats = basket.lines.filter(line => isNumbered(line) && !kept.some(own => samePlace(own, line)))
    useDesk.setState({ group: groupOf(house, ticketType, accessible, seats) })
  })
}

async function giveBack(house: House, priceType: string) {
  const { eventId } = house.event
  const group = useDesk.getState().group
  const chosen = groupLines(group)
  const all = (currentBasket()?.lines ?? []).filter(line => line.eventId === eventId)
  const lines = chosen.some(line => line.priceType === priceType) ? chosen : all
  const seats = lines.filter(isNumbered)
  const given = givenBack(seatingIn(house, seats).pieces, seats.length > 0 ? seats : lines, priceType)
  if (!given) return
  const { drop, becomes } = given
  const wanted = becomes && { ...placeOf(becomes.line), ticketType: becomes.line.ticketType }
  if (wanted && becomes)
    await places.exchange(
      [{ pick: 'slot', ...wanted, priceType: becomes.priceType }],
      [drop, becomes.line],
      shown,
    )
  else await places.drop([drop])
  const left = chosen.filter(line => !samePlace(line, drop))
  if (group && left.length < chosen.length)
    useDesk.setState({
      group: left.length > 0 ? groupOf(house, group.ticketType, group.accessible, left) : undefined,
    })
}

/** Resolves when the screen shows the basket as it was answered: what is paid is what the cashier sees. */
function shown({ basketId, lines }: Basket, then = () => {}): Promise<void> {
  return whenShown(baskets => {
    const now = baskets.get(basketId)?.lines
    return now?.length === lines.length && lines.every((line, n) => isSameTicket(line, now[n]))
  }, then).shown()
}

function isSameTicket(a: TicketLine, b: TicketLine | undefined): boolean {
  return b !== undefined && samePlace(a, b) && a.ticketType === b.ticketType && a.priceType === b.priceType
}
