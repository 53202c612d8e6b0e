import { create } from 'zustand'
import type { FindOrders, OrderRow, SeatNotSold } from '#shared/contract/find-orders'
import { terminal } from '../../../transport'
import { pause } from '../../../transport/waiting'

type Recent = (FindOrders['of'] & { by: 'recent' })['at']

/** What is looked for, and what was found of it so far. It stays while an order is looked at. */
export interface Finding {
  text: string
  /** Without a text: the last orders of this till, or of all. */
  recent: Recent
  rows: readonly OrderRow[]
  notSold: readonly SeatNotSold[]
  next: string | undefined
  /** For what `rows` was found; undefined before the first answer. */
  shownFor: string | undefined
  busy: boolean
  failure: unknown
}

export const useFinding = create<Finding>(() => ({
  ...{ text: '', recent: 'this-terminal', rows: [], notSold: [], next: undefined },
  ...{ shownFor: undefined, busy: false, failure: undefined },
}))

/** A person types on, and a scanner types a whole code: both are asked for once. */
const pauseMs = 120

let asking = new AbortController()

const ofState = ({ text, recent }: Finding): FindOrders['of'] =>
  text.trim() === '' ? { by: 'recent', at: recent } : { by: 'text', text: text.trim() }

/** Asks again for what is looked for. An answer that comes after another question is dropped. */
async function ask(waitMs: number): Promise<void> {
  asking.abort()
  asking = new AbortController()
  const { signal } = asking
  useFinding.setState({ busy: true, failure: undefined })
  if (waitMs > 0) await pause(waitMs, signal)
  if (signal.aborted) return
  const state = useFinding.getState()
  try {
    const { rows, notSold, next } = await terminal.orders.find({ of: ofState(state) })
    if (!signal.aborted) useFinding.setState({ rows, notSold, next, shownFor: state.text, busy: false })
  } catch (failure) {
    if (!signal.aborted) useFinding.setState({ failure, busy: false })
  }
}

/** Looks for `text`; an empty one shows the last orders. */
export function search(text: string): void {
  useFinding.setState({ text })
  void ask(pauseMs)
}

export function showRecent(recent: Recent): void {
  useFinding.setState({ recent, text: '' })
  void ask(0)
}

/** The list as it is now: somebody may have sold meanwhile. */
export function refresh(): Promise<void> {
  return ask(0)
}

/** What was found for the text as it stands, as soon as it is known: for Enter, which may come before the answer. */
export async function settled(): Promise<Finding> {
  if (useFinding.getState().busy) await ask(0)
  return useFinding.getState()
}

/** The page after the last row. */
export async function showMore(): Promise<void> {
  const { next, rows, busy } = useFinding.getState()
  if (next === undefined || busy) return
  const { signal } = asking
  useFinding.setState({ busy: true })
  try {
    const more = await terminal.orders.find({ of: ofState(useFinding.getState()), after: next })
    if (!signal.aborted) useFinding.setState({ rows: [...rows, ...more.rows], next: more.next, busy: false })
  } catch (failure) {
    if (!signal.aborted) useFinding.setState({ failure, busy: false })
  }
}
