import type { Keeps } from '../rules'
import { type Basket, key, type Message, read, type State, type TerminalName, type Txn } from '../state'
import { commitTxn, looseVoucherTxn, restOfGroupTxn, type Sale, sellAtOnceTxn } from '../transactions'
import { begun, certainBasket, isIdle, notice, seats, send, typeOf, type Wish } from './wish'

interface SaleWish {
  voucher?: boolean
  status?: Sale['status']
}

/** The id for a try of `customer`'s sale, or nothing if the customer has been served. */
function saleId(state: State, by: TerminalName, customer: string, keeps: Keeps): string | undefined {
  const { told } = state.tills[by]
  const tries = Object.keys(told).filter(id => id.split('#')[0] === customer)
  if (tries.some(id => told[id] === 'made')) return undefined
  return tries.length === 0 || keeps('oneIdForASale') ? customer : `${customer}#${tries.length + 1}`
}

/** Pays for the basket. */
export function commit(by: TerminalName, customer: string, wish: SaleWish = {}): Wish {
  const { voucher = false, status = 'sold' } = wish
  const how = { sold: 'sells', reserved: 'reserves', paying: 'asks the card device for' }[status]
  return {
    says: `${by} ${how} its basket to ${customer}${voucher ? ' with the voucher' : ''}`,
    begin(state, keeps) {
      const basket = certainBasket(state, by)
      const id = basket && saleId(state, by, customer, keeps)
      if (!basket || !id || (voucher && !voucherLeft(state))) return undefined
      if (status === 'paying' && !keeps('payingOffLease'))
        return state.device[id]
          ? undefined
          : {
              ...state,
              device: { ...state.device, [id]: 'asked' },
              charged: { ...state.charged, [id]: { keeper: key.basket(basket.id), lines: basket.lines } },
            }
      const loose = !keeps('groupInOne') && basket.lines.length > 2
      const sale: Sale = {
        ...{ id, terminal: by, status, price: basket.price, atOnce: false, voucher },
        lines: loose ? basket.lines.slice(0, 2) : basket.lines,
        tickets: basket.lines.length,
      }
      const matter = { order: id }
      const waiting = begun(state, by, matter, keeps)
      const txn = commitTxn(keeps, state, sale, basket)
      const next = loose
        ? looseRest(sale, txn, basket)
        : voucher && !keeps('voucherInCommit')
          ? notice('… and spends the voucher', looseVoucherTxn(state, 1))
          : undefined
      return send(waiting, by, {
        says: this.says,
        txn,
        purpose: {
          ...{ step: 'sale', matter, asked: basket.lines },
          ...(next && { next }),
          ...(status === 'paying' && { asksDevice: true }),
        },
      })
    },
  }
}

const voucherLeft = (state: State) => read(state, 'voucher', key.voucher)?.uses === 0

function looseRest(sale: Sale, first: Txn, basket: Basket): Message | undefined {
  const order = first.put.find(({ value }) => value.is === 'order')?.value
  return order?.is === 'order'
    ? notice('… and the rest of the group', restOfGroupTxn(sale, order, basket))
    : undefined
}

export function sellAtOnce(by: TerminalName, customer: string, ...slots: number[]): Wish {
  return {
    says: `${by} sells ${seats(slots)} at once to ${customer}`,
    begin(state, keeps) {
      const type = typeOf(state)
      const id = isIdle(state, by) ? saleId(state, by, customer, keeps) : undefined
      if (!id || !type || type.cancelled) return undefined
      const matter = { order: id }
      const sale: Sale = {
        ...{ id, terminal: by, status: 'sold', lines: slots, price: type.price },
        ...{ atOnce: true, voucher: false },
      }
      return send(begun(state, by, matter, keeps), by, {
        says: this.says,
        txn: sellAtOnceTxn(keeps, state, sale),
        purpose: { step: 'sale', matter, asked: slots },
      })
    },
  }
}
