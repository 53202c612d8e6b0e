import { create } from 'zustand'
import type { Notice } from './rules/notices'

/** What the cashier has chosen and typed; nothing of it is known to the terminal. */
export interface DeskState {
  /** The ticket type the price keys belong to, by its id; undefined: the first one on sale. */
  ticketType: string | undefined
  /** The price type of the next seat, by its id; undefined: the first one. */
  priceType: string | undefined
  /** Digits towards the cash handed over. */
  typed: string
  notice: Notice | undefined
  /** The keyboard is in the seat map: Enter takes seats instead of selling. */
  isWalking: boolean
}

const clearDesk: DeskState = {
  ticketType: undefined,
  priceType: undefined,
  typed: '',
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
  useDesk.setState({ ticketType: undefined, priceType: undefined, notice: undefined })
}
