import type { Keeps } from '../rules'
import {
  type Basket,
  idOf,
  key,
  type Matter,
  type Message,
  read,
  type State,
  type TerminalName,
  type Txn,
  terminalNames,
  withTill,
} from '../state'

/** Something a person at a terminal wants once: it looks at the state and sends a message, if it can be done now. */
export interface Wish {
  says: string
  begin(state: State, keeps: Keeps): State | undefined
}

export const seats = (slots: readonly number[]) =>
  slots.length === 1 ? `seat ${slots[0]}` : `seats ${slots.join(', ')}`

export const send = (state: State, by: TerminalName, message: Message): State =>
  withTill(state, by, { waiting: message, unanswered: undefined })

export const isIdle = (state: State, by: TerminalName) =>
  state.tills[by].status === 'running' && state.tills[by].waiting === undefined

/** The basket this terminal has and knows. */
export const certainBasket = (state: State, by: TerminalName): Basket | undefined => {
  const { basket } = state.tills[by]
  return isIdle(state, by) && basket && !basket.inDoubt ? basket : undefined
}

export const typeOf = (state: State) => read(state, 'type', key.type)

/** The id goes to the journal before its first message; the cashier waits for a word. */
export function begun(state: State, by: TerminalName, matter: Matter, keeps: Keeps): State {
  const till = state.tills[by]
  const isKnown = till.journal.some(other => idOf(other) === idOf(matter))
  return withTill(state, by, {
    journal: keeps('journalFirst') && !isKnown ? [...till.journal, matter] : till.journal,
    told: { ...till.told, [idOf(matter)]: 'asked' },
  })
}

export const notice = (says: string, txn: Txn, tells?: string): Message => ({
  says,
  txn,
  purpose: { step: 'notice', ...(tells && { tells }) },
})

export const timeIsOver = (state: State, by: TerminalName, keeps: Keeps) =>
  keeps('releaseOnAllClocks')
    ? terminalNames.every(name => state.past.includes(name))
    : state.past.includes(by)

/** What only sends a transaction; nothing is told of it, or that it is done. */
export function plain(
  by: TerminalName,
  says: string,
  txn: (state: State, keeps: Keeps) => Txn | undefined,
  tells?: (keeps: Keeps) => string | undefined,
): Wish {
  return {
    says: `${by} ${says}`,
    begin(state, keeps) {
      const made = isIdle(state, by) ? txn(state, keeps) : undefined
      return made && send(state, by, notice(this.says, made, tells?.(keeps)))
    },
  }
}
