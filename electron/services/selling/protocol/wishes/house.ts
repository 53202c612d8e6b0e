import { key, read, type State, type TerminalName } from '../state'
import { blockTxn, changePriceTxn, closeSaleTxn, freeBasketsTxn, unblockTxn } from '../transactions'
import { plain, timeIsOver, typeOf, type Wish } from './wish'

export const block = (by: TerminalName, slot: number): Wish =>
  plain(by, `blocks seat ${slot}`, state => (isBlocked(state, slot) ? undefined : blockTxn(slot)))

export const unblock = (by: TerminalName, slot: number): Wish =>
  plain(by, `lifts the block of seat ${slot}`, (state, keeps) =>
    isBlocked(state, slot) ? unblockTxn(keeps, state, slot) : undefined,
  )

/** Lifts a block whose time is over. */
export const releaseBlock = (by: TerminalName, slot: number): Wish =>
  plain(by, `lifts the block of seat ${slot}: its time is over`, (state, keeps) =>
    isBlocked(state, slot) && timeIsOver(state, by, keeps) ? unblockTxn(keeps, state, slot) : undefined,
  )

const isBlocked = (state: State, slot: number) =>
  /^house/.test(read(state, 'claim', key.claim(slot))?.owner ?? '')

export const changePrice = (by: TerminalName): Wish =>
  plain(by, 'raises the price from 1 to 2', state =>
    typeOf(state)?.price === 1 ? changePriceTxn(state) : undefined,
  )

export const closeSale = (by: TerminalName): Wish =>
  plain(
    by,
    'cancels the event: nothing more is sold',
    state => (typeOf(state)?.cancelled ? undefined : closeSaleTxn(state)),
    keeps => (keeps('cancelDeletesBaskets') ? undefined : 'cancellation'),
  )

export const freeBaskets = (by: TerminalName): Wish =>
  plain(
    by,
    'frees the baskets of the cancelled event',
    (state, keeps) =>
      typeOf(state)?.cancelled && keeps('cancelDeletesBaskets') ? freeBasketsTxn(state) : undefined,
    () => 'cancellation',
  )

/** The clocks pass the end of what is timed, in any order. */
export const clockPasses = (by: TerminalName): Wish => ({
  says: `the clock of ${by} passes the end`,
  begin: state => (state.past.includes(by) ? undefined : { ...state, past: [...state.past, by].sort() }),
})
