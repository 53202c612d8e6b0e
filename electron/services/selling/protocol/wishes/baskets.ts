import { grantLease } from '../etcd'
import type { Keeps } from '../rules'
import { type Basket, key, type State, type TerminalName, withTill } from '../state'
import { dropTxn, freeTxn, holdTxn, moveTxn } from '../transactions'
import { certainBasket, isIdle, plain, seats, send, typeOf, type Wish } from './wish'

/** The lease for a basket that is about to be opened. */
function leaseForNewBasket(state: State, by: TerminalName): { state: State; lease: number } {
  const { lease } = state.tills[by]
  if (lease !== 0 && state.leases.includes(lease)) return { state, lease }
  const granted = grantLease(state)
  return { state: withTill(granted.state, by, { lease: granted.lease }), lease: granted.lease }
}

function newBasket(state: State, by: TerminalName, keeps: Keeps): { state: State; basket: Basket } {
  const leased = leaseForNewBasket(state, by)
  const opened = state.tills[by].opened + 1
  const id = `${by}${keeps('basketIdOnce') ? opened : 1}`
  return {
    state: withTill(leased.state, by, { opened }),
    basket: { id, lines: [], price: 0, revision: 0, lease: leased.lease, inDoubt: false },
  }
}

export function hold(by: TerminalName, ...slots: number[]): Wish {
  return {
    says: `${by} holds ${seats(slots)}`,
    begin(state, keeps) {
      const type = typeOf(state)
      const known = certainBasket(state, by)
      if (!isIdle(state, by) || (state.tills[by].basket && !known) || !type || type.cancelled)
        return undefined
      if (known && slots.some(slot => known.lines.includes(slot))) return undefined
      const blank = known ? { state, basket: known } : newBasket(state, by, keeps)
      const leased = known && !keeps('basketKeepsLease') ? grantLease(blank.state) : undefined
      const after: Basket = {
        ...blank.basket,
        ...(leased && { lease: leased.lease }),
        lines: [...blank.basket.lines, ...slots],
        price: type.price,
      }
      const from = leased?.state ?? blank.state
      return send(from, by, {
        says: this.says,
        txn: holdTxn(keeps, from, after, slots),
        purpose: { step: 'basket', after, opens: !known },
      })
    },
  }
}

/** Takes slots out of its basket; all of them lets it go. */
export function drop(by: TerminalName, ...slots: number[]): Wish {
  return {
    says: `${by} drops ${seats(slots)}`,
    begin(state, keeps) {
      const basket = certainBasket(state, by)
      if (!basket || !slots.every(slot => basket.lines.includes(slot))) return undefined
      const after = { ...basket, lines: basket.lines.filter(slot => !slots.includes(slot)) }
      return send(state, by, {
        says: this.says,
        txn: dropTxn(keeps, after, slots),
        purpose: { step: 'basket', after: after.lines.length > 0 ? after : undefined, opens: false },
      })
    },
  }
}

/** A supervisor, or a recall, moves the other terminal's basket to this one. */
export function takeOver(by: TerminalName, from: string): Wish {
  return {
    says: `${by} takes basket ${from} over`,
    begin(state, keeps) {
      const entry = state.keys[key.basket(from)]
      if (!isIdle(state, by) || state.tills[by].basket || entry?.value.is !== 'basket') return undefined
      const fresh = newBasket(state, by, keeps)
      const { lines, price } = entry.value
      const lease = keeps('moveOnNewLease') ? fresh.basket.lease : entry.lease
      const after = { ...fresh.basket, lines, price, lease }
      return send(fresh.state, by, {
        says: this.says,
        txn: moveTxn(keeps, { id: from, entry }, after),
        purpose: { step: 'basket', after, opens: true },
      })
    },
  }
}

export const freeOne = (by: TerminalName, basket: string, slot: number): Wish =>
  plain(by, `frees seat ${slot} of basket ${basket}, as a supervisor`, (state, keeps) => {
    const entry = state.keys[key.basket(basket)]
    return entry?.value.is === 'basket' && entry.value.lines.includes(slot)
      ? freeTxn(keeps, basket, entry, entry.value.lines, slot)
      : undefined
  })
