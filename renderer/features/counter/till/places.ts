import type { TerminalClient } from '#shared/contract/index'
import type { Basket, Wanted } from '#shared/contract/selling'
import type { TicketLine } from '#shared/domain/order'
import { isRefusal } from '#shared/errors/refusals'
import { isNumbered } from '../rules/account'
import type { NearSeat } from '../rules/nearest-seats'
import { type Notice, noticeOf, type SeatChoice } from '../rules/notices'
import { type Picked, sameKind, wantedOf, withoutPick, withPick } from '../rules/picks'
import { type PlaceId, placeOf, samePlace } from '../rules/places'
import { mayStillOpen } from './certain'
import { type Asked, saleIds, stillAsked, type Till } from './till-store'

export type { SeatChoice }

export interface PlacesOptions {
  till: Till
  selling: Pick<TerminalClient['selling'], 'hold' | 'retype' | 'drop' | 'release'>
  /** The basket of this page as the terminal tells it. */
  basket: () => Basket | undefined
  notify: (notice: Notice | undefined) => void
  /** Free seats in place of one that is gone, the nearest first. */
  nearest: (gone: PlaceId) => NearSeat[]
}

/**
 * Choosing and holding. Messages about the basket go one after another, in the order of the clicks; nothing changes
 * while a sale is being paid or checked.
 */
export function createPlaces({ till, selling, basket, notify, nearest }: PlacesOptions) {
  let queue = Promise.resolve()

  const isOpen = () => till.getState().sale.step === 'open'
  const lines = () => basket()?.lines ?? []

  /** Runs `work` after what was asked before it; a refusal becomes a notice about `about`. */
  function inTurn(
    about: readonly TicketLine[],
    asked: Omit<Asked, 'answered'>[],
    work: () => Promise<void>,
    seat?: SeatChoice,
  ) {
    notify(undefined)
    till.setState(state => ({
      underWay: state.underWay + 1,
      asked: [...state.asked, ...asked.map(own => ({ ...own, answered: false }))],
    }))
    const refers = (own: PlaceId) => asked.some(place => samePlace(place, own))
    queue = queue.then(async () => {
      try {
        await work()
        till.setState(state => ({
          asked: stillAsked(
            state.asked.map(own => (refers(own) ? { ...own, answered: true } : own)),
            lines(),
          ),
        }))
      } catch (failure) {
        till.setState(state => ({ asked: state.asked.filter(own => !refers(own)) }))
        if (isRefusal(failure, 'HOLD_EXPIRED') && !basket()) till.setState({ basketId: undefined })
        notify(noticeOf({ failure, lines: about, nearest: seat ? insteadOf(seat) : [] }))
      } finally {
        till.setState(state => ({ underWay: state.underWay - 1 }))
      }
    })
    return queue
  }

  /**
   * Holds `wanted`, and with it what was only picked so far: a basket is held as a whole.
   * @param instead places that are given back in the same step, or taken again
   */
  function hold(
    wanted: readonly Wanted[],
    about: readonly TicketLine[] = [],
    instead?: readonly PlaceId[],
    onHeld?: (basket: Basket) => unknown,
    ask = selling.hold,
  ) {
    const asked = wanted.flatMap(want =>
      want.pick === 'slot' ? [{ ...placeOf(want), doing: 'hold' as const }] : [],
    )
    return inTurn(
      about.length > 0 ? about : lines(),
      asked,
      async () => {
        const { picks } = till.getState()
        const ids = saleIds(till)
        try {
          const held = await ask({
            ...{ ...ids, wanted: [...wantedOf(picks), ...wanted] },
            ...(instead && { instead: instead.map(placeOf) }),
          })
          till.setState({ picks: [] })
          await onHeld?.(held)
        } catch (failure) {
          // An id whose basket never opened is not used again, unless it may still open.
          if (mayStillOpen(failure)) till.setState({ picks: [] })
          else if (!basket()) till.setState({ basketId: undefined })
          throw failure
        }
      },
      soleSeat(wanted),
    )
  }

  /** What is offered in place of a seat that is gone: the same ticket, beside it. */
  function insteadOf(seat: SeatChoice) {
    const { ticketType, priceType } = seat
    return nearest(seat).map(near => ({ ...near, ticketType, priceType }))
  }

  function drop(places: readonly PlaceId[]) {
    const { basketId } = till.getState()
    if (basketId === undefined || places.length === 0) return queue
    const plain = places.map(placeOf)
    return inTurn(
      lines(),
      plain.map(place => ({ ...place, doing: 'drop' as const })),
      async () => {
        const answer = await selling.drop({ basketId, places: plain })
        if (!answer.basket) till.setState({ basketId: undefined })
      },
    )
  }

  return {
    /** Holds a seat, or drops it when it is held already. */
    toggleSeat(seat: SeatChoice) {
      const { asked } = till.getState()
      if (!isOpen() || asked.some(own => samePlace(own, seat))) return queue
      if (lines().some(line => samePlace(line, seat))) return drop([seat])
      const { eventId, areaId, slot, ticketType, priceType } = seat
      return hold([{ pick: 'slot', eventId, areaId, slot, ticketType, priceType }])
    },

    /**
     * Holds those of `seats` that are free, in one step. `onHeld` gets the places that somebody took since they were
     * seen free.
     */
    holdFree(seats: readonly SeatChoice[], onHeld: (taken: readonly PlaceId[]) => void) {
      if (!isOpen()) return queue
      const taken: PlaceId[] = []
      const ask: typeof selling.hold = async input => {
        for (;;) {
          const wanted = input.wanted.filter(
            want => want.pick !== 'slot' || !taken.some(own => samePlace(own, want)),
          )
          try {
            return await selling.hold({ ...input, wanted })
          } catch (failure) {
            const more = isRefusal(failure, 'SEAT_TAKEN') ? failure.data.taken : []
            const isAnyLeft = wanted.some(
              want => want.pick !== 'slot' || !more.some(own => samePlace(own, want)),
            )
            if (more.length === 0 || !isAnyLeft) throw failure
            taken.push(...more.map(placeOf))
            // What is not to be had is not waited for.
            till.setState(state => ({
              asked: state.asked.filter(own => !more.some(place => samePlace(place, own))),
            }))
          }
        }
      }
      const wanted = seats.map(
        (seat): Wanted => ({
          ...{ pick: 'slot', ...placeOf(seat), ticketType: seat.ticketType, priceType: seat.priceType },
        }),
      )
      return hold(wanted, [], undefined, () => onHeld(taken), ask)
    },

    /**
     * Holds `wanted` and gives `instead` back, in one step. `onHeld` gets the basket then, and what it waits for is
     * under way so long.
     */
    exchange(wanted: readonly Wanted[], instead: readonly PlaceId[], onHeld: (basket: Basket) => unknown) {
      return isOpen() ? hold(wanted, [], instead, onHeld) : queue
    },

    /** Makes tickets of held places tickets of another kind. */
    retype(held: readonly PlaceId[], ticketType: string, priceType: string) {
      const { basketId } = till.getState()
      if (!isOpen() || basketId === undefined || held.length === 0) return queue
      return inTurn(lines(), [], async () => {
        await selling.retype({ basketId, places: held.map(placeOf), ticketType, priceType })
      })
    },

    /** Adds places of general admission: held when a basket is open, else only picked. */
    add(more: Picked) {
      if (!isOpen()) return queue
      if (till.getState().basketId !== undefined) return hold(wantedOf([more]))
      notify(undefined)
      till.setState(({ picks }) => ({ picks: withPick(picks, more) }))
      return queue
    },

    /** Takes `count` tickets of a kind away, the last ones added first. */
    takeAway(kind: Pick<Picked, 'eventId' | 'ticketType' | 'priceType'>, count = 1) {
      if (!isOpen()) return queue
      const { picks } = till.getState()
      if (picks.some(own => sameKind(own, kind))) {
        notify(undefined)
        till.setState({ picks: withoutPick(picks, kind, count) })
        return queue
      }
      return drop(
        lines()
          .filter(line => sameKind(line, kind))
          .slice(-count),
      )
    },

    drop: (places: readonly PlaceId[]) => (isOpen() ? drop(places) : queue),

    /** Empties the basket and what was picked. */
    releaseAll() {
      if (!isOpen()) return queue
      const { basketId } = till.getState()
      till.setState({ picks: [] })
      if (basketId === undefined) {
        notify(undefined)
        till.setState({ orderId: undefined })
        return queue
      }
      return inTurn(
        lines(),
        lines().map(line => ({ ...placeOf(line), doing: 'drop' as const })),
        async () => {
          await selling.release({ basketId })
          till.setState({ basketId: undefined, orderId: undefined })
        },
      )
    },

    /** Holds tickets of a basket that is over once more: the same seats, and as many places of general admission. */
    holdAgain(again: readonly TicketLine[]) {
      return isOpen() ? hold(wantedAgain(again), again) : queue
    },
  }
}

function wantedAgain(again: readonly TicketLine[]): Wanted[] {
  const seats = again.filter(isNumbered).map(line => ({
    pick: 'slot' as const,
    ...placeOf(line),
    ticketType: line.ticketType,
    priceType: line.priceType,
  }))
  const counts = new Map<string, Wanted & { pick: 'any' }>()
  for (const { eventId, ticketType, priceType } of again.filter(line => !isNumbered(line))) {
    const name = JSON.stringify([eventId, ticketType, priceType])
    const count = (counts.get(name)?.count ?? 0) + 1
    counts.set(name, { pick: 'any', eventId, ticketType, priceType, count })
  }
  return [...seats, ...counts.values()]
}

/** The seat that was asked for, where it is one and nothing else. */
function soleSeat([first, ...others]: readonly Wanted[]): SeatChoice | undefined {
  if (first?.pick !== 'slot' || others.length > 0) return undefined
  return { ...placeOf(first), ticketType: first.ticketType, priceType: first.priceType }
}
