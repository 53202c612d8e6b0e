import type { Sale } from '../till/sale'

/** What decides which commands can be given now. */
export interface Situation {
  /** The cluster takes sales. */
  canSell: boolean
  /** `open` unless a sale is being paid, checked or given back. */
  sale: Sale['step']
  /** In the basket, held or only picked. */
  ticketCount: number
  /** Something is held, so there is a basket. */
  hasBasket: boolean
  hasLastSale: boolean
  /** An order of this page has papers to be opened. */
  hasPapers: boolean
  /** Something of an earlier sale waits for somebody to have it printed. */
  isUnprinted: boolean
  /** Tickets of an order are being exchanged for what is in the basket. */
  isExchanging: boolean
  /** A seat of the basket is chosen, to be made another ticket. */
  lineIsChosen: boolean
  /** What the event on the screen sells: numbered seats (beside which there may be standing places), or none. */
  house: 'none' | 'standing' | 'seated'
}
