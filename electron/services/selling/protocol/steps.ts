import { answered, toldAsItIs, unanswered } from './answers'
import { carryOut, endLease } from './etcd'
import { normalForm } from './normal-form'
import type { Keeps } from './rules'
import {
  idOf,
  key,
  type Left,
  type Matter,
  read,
  type State,
  type TerminalName,
  type Till,
  terminalNames,
  withTill,
} from './state'
import { fenceBasketTxn, fenceOrderTxn, tombstoneTxn } from './transactions'
import type { Wish } from './wishes/wish'

/** One thing that can happen, in words, and the state after it. */
export interface Step {
  says: string
  after: State
}

/** Everything that can happen next. */
export function stepsFrom(state: State, wishes: readonly Wish[], keeps: Keeps): Step[] {
  const steps: Step[] = []
  const add = (says: string, after: State | undefined, spent?: Left) => {
    if (after) steps.push({ says, after: normalForm(spent ? { ...after, left: spent } : after) })
  }
  wishes.forEach((wish, n) => {
    if ((state.left.wishes[n] ?? 0) === 0) return
    const left = { ...state.left, wishes: state.left.wishes.with(n, (state.left.wishes[n] ?? 0) - 1) }
    add(wish.says, wish.begin(state, keeps), left)
  })
  for (const by of terminalNames) stepsOfTerminal(state, by, keeps, add)
  stepsOfTheWorld(state, add)
  return steps
}

type Add = (says: string, after: State | undefined, spent?: Left) => void

/** Messages that are answered or not, what a terminal does by itself, its crash and its return. */
function stepsOfTerminal(state: State, by: TerminalName, keeps: Keeps, add: Add) {
  const { left } = state
  const till = state.tills[by]
  if (till.status === 'crashed') {
    add(`${by} starts again and reads its journal`, restarted(state, by))
    return
  }
  if (left.crashes > 0) add(`${by} crashes`, crashed(state, by), { ...left, crashes: left.crashes - 1 })
  const { waiting } = till
  if (waiting) {
    add(`the cluster answers “${waiting.says}”`, answered(state, by, keeps))
    if (left.silences > 0)
      add(`“${waiting.says}” has no answer; it may still arrive`, unanswered(state, by, keeps), {
        ...left,
        silences: left.silences - 1,
      })
    return
  }
  if (till.unanswered && left.resends > 0)
    add(
      `${by} sends “${till.unanswered.says}” again`,
      withTill(state, by, { waiting: till.unanswered, unanswered: undefined }),
      { ...left, resends: left.resends - 1 },
    )
  for (const matter of till.unsettled)
    add(`${by} settles ${idOf(matter)}`, settling(state, by, matter, keeps))
  if (till.status === 'recovering' && till.unsettled.length === 0)
    add(`${by} has recovered: what it has not told was not made`, recovered(state, by))
  if (till.basket?.inDoubt) add(`${by} makes certain of its basket`, fencing(state, by, till.basket, keeps))
  for (const lease of till.dropped)
    if (till.basket?.lease !== lease && state.leases.includes(lease))
      add(`${by} revokes its lease ${lease}`, revoked(state, by, lease))
}

function stepsOfTheWorld(state: State, add: Add) {
  const { left } = state
  for (const message of state.late)
    add(`the late “${message.says}” is carried out`, {
      ...carryOut(state, message.txn).state,
      late: state.late.filter(other => other !== message),
    })
  if (left.leaseEnds > 0)
    for (const lease of state.leases)
      add(`lease ${lease} ends`, endLease(state, lease), { ...left, leaseEnds: left.leaseEnds - 1 })
  for (const [order, word] of Object.entries(state.device)) {
    if (word !== 'asked') continue
    for (const last of ['paid', 'declined'] as const)
      add(`the device says “${last}” for ${order}`, {
        ...state,
        device: { ...state.device, [order]: last },
      })
  }
}

/** Tombstone or fence; or, where that rule is off, a read that is believed. */
function settling(state: State, by: TerminalName, matter: Matter, keeps: Keeps): State {
  const believesRead =
    !keeps(matter.operation ? 'fence' : 'tombstone') ||
    (state.tills[by].status === 'recovering' && !keeps('recoverySettles'))
  if (believesRead) return toldAsItIs(state, by, matter, keeps)
  const order = read(state, 'order', key.order(matter.order))
  const txn =
    matter.operation && order ? fenceOrderTxn(state, matter.order, order) : tombstoneTxn(matter.order)
  return withTill(state, by, {
    waiting: { says: `settle ${idOf(matter)}`, txn, purpose: { step: 'settle', matter } },
    unanswered: undefined,
  })
}

const fencing = (state: State, by: TerminalName, basket: NonNullable<Till['basket']>, keeps: Keeps): State =>
  withTill(state, by, {
    waiting: {
      says: `make certain of basket ${basket.id}`,
      txn: fenceBasketTxn(keeps, basket),
      purpose: { step: 'basket', after: basket, opens: false },
    },
  })

/** The memory is gone, and with it who waits for what is under way. The journal and the cashier remember. */
function crashed(state: State, by: TerminalName): State {
  const { waiting } = state.tills[by]
  return {
    ...withTill(state, by, {
      status: 'crashed',
      ...{ basket: undefined, waiting: undefined, unanswered: undefined },
      ...{ lease: 0, dropped: [], unsettled: [] },
    }),
    late: waiting ? [...state.late, waiting] : state.late,
  }
}

const restarted = (state: State, by: TerminalName): State =>
  withTill(state, by, { status: 'recovering', unsettled: state.tills[by].journal })

function recovered(state: State, by: TerminalName): State {
  const { told } = state.tills[by]
  return withTill(state, by, {
    status: 'running',
    told: Object.fromEntries(
      Object.entries(told).map(([id, word]) => [
        id,
        word !== 'asked' ? word : id.includes(' ') ? 'not done' : 'not made',
      ]),
    ),
  })
}

/** A lease the terminal wants to be rid of, with nothing of its own on it as far as it knows. */
function revoked(state: State, by: TerminalName, lease: number): State {
  const isOthers = terminalNames.some(
    name => name !== by && state.tills[name].basket?.lease === lease && !state.tills[name].basket?.inDoubt,
  )
  return {
    ...withTill(endLease(state, lease), by, {
      dropped: state.tills[by].dropped.filter(other => other !== lease),
    }),
    promiseBroken: state.promiseBroken || isOthers,
  }
}
