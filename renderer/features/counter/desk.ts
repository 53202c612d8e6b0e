import { create } from 'zustand'
import type { Seating } from '#shared/domain/why-best'
import type { Notice } from './rules/notices'
import type { PlaceId } from './rules/places'

/** Seats that the price keys chose: the next key moves them to where one more is best. */
export interface Group {
  eventId: string
  ticketType: string
  places: readonly PlaceId[]
  /** Of them, wheelchair places that were asked for. */
  accessible: number
  /** How they sat when they were held, and why there. */
  seating: Seating
}

/** Price keys that were pressed and are not asked for yet: quick ones go together. */
export interface Gathering {
  eventId: string
  ticketType: string
  priceTypes: readonly string[]
  accessible: number
}

/** What the cashier has chosen and typed; nothing of it is known to the terminal. */
export interface DeskState {
  /** The ticket type the price keys belong to, by its id; undefined: the first one on sale. */
  ticketType: string | undefined
  /** Digits towards the cash handed over. */
  typed: string
  group: Group | undefined
  gathering: Gathering | undefined
  /** The same once the terminal is to be asked, until the basket shows the answer. */
  asking: readonly Gathering[]
  /** The seat of the basket that the next price key makes another ticket of. */
  line: PlaceId | undefined
  notice: Notice | undefined
  /** The keyboard is in the seat map: Enter takes seats instead of selling. */
  isWalking: boolean
}

const clearDesk: DeskState = {
  ticketType: undefined,
  typed: '',
  group: undefined,
  gathering: undefined,
  asking: [],
  line: undefined,
  notice: undefined,
  isWalking: false,
}

export const useDesk = create<DeskState>(() => clearDesk)

/** Puts a notice in place of the key line, or takes it away. */
export function notify(notice: Notice | undefined): void {
  useDesk.setState({ notice })
}

/** Another event is in front of the cashier: what was chosen of the one before does not carry over. */
export function clearChoice(): void {
  const { typed, asking, isWalking } = useDesk.getState()
  useDesk.setState({ ...clearDesk, typed, asking, isWalking })
}
