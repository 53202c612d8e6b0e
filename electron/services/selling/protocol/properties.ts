import { key, liveOrders, type Order, read, type State, terminalNames, timedBlock } from './state'

type LiveOrders = ReturnType<typeof liveOrders>

/** What must never be after a step. `orders` are those that live after it. */
interface Property {
  wrong: string
  violated(after: State, before: State, orders: LiveOrders): boolean
}

/** The worst first: the first that is violated names the trace. */
const properties: Property[] = [
  {
    wrong: 'oversale: two orders have the same seat',
    violated(_after, _before, orders) {
      const sold = orders.flatMap(([, order]) => order.lines)
      return new Set(sold).size < sold.length
    },
  },
  {
    wrong: 'a lost sale: an order without its seat',
    violated: (state, _before, orders) => orders.some(([id, order]) => isWithoutSeat(state, id, order)),
  },
  {
    wrong: 'a lost paid sale: the card was charged, and the seat is not kept',
    violated: state => Object.keys(state.charged).some(id => isChargedInVain(state, id)),
  },
  {
    wrong: 'a doubled sale: one customer, two orders',
    violated(_after, _before, orders) {
      const customers = orders.map(([id]) => id.split('#')[0])
      return new Set(customers).size < customers.length
    },
  },
  {
    wrong: 'more refunded than paid, or a refund made twice',
    violated: (state, _before, orders) =>
      orders.some(
        ([id, { refunded }]) =>
          (state.handedBack[id] ?? 0) > refunded.length || new Set(refunded).size < refunded.length,
      ),
  },
  {
    wrong: 'a voucher used too often',
    violated(_after, _before, orders) {
      const uses = orders.filter(([, order]) => order.voucher && order.lines.length > 0)
      return uses.length > 1
    },
  },
  {
    wrong: 'a false word: told as sold, and it is not',
    violated: state =>
      someWord(state, 'made', id => {
        const order = orderOf(state, id)
        return !order || order.status === 'abandoned'
      }),
  },
  {
    wrong: 'a false word: told as not sold, and it is',
    violated: state =>
      someWord(state, 'not made', id => {
        const order = orderOf(state, id)
        return order !== undefined && order.status !== 'abandoned'
      }),
  },
  {
    wrong: 'a false word: told as done, and it is not',
    violated: state => someWord(state, 'done', id => id !== 'cancellation' && !isInOrder(state, id)),
  },
  {
    wrong: 'a false word: told as not done, and it is',
    violated: state => someWord(state, 'not done', id => isInOrder(state, id)),
  },
  {
    wrong: 'a false word: other seats named than the order has',
    violated: (after, before) =>
      terminalNames.some(name =>
        Object.entries(after.tills[name].toldSeats).some(
          ([id, seats]) =>
            before.tills[name].toldSeats[id] === undefined &&
            seats.join() !== orderOf(after, id)?.lines.join(),
        ),
      ),
  },
  {
    wrong: 'two sales with one number',
    violated(_after, _before, orders) {
      const numbers = orders.map(([, order]) => order.number)
      return new Set(numbers).size < numbers.length
    },
  },
  {
    wrong: 'sold past: at a price that was no longer asked, or after the sale was closed',
    violated: (_after, before, orders) => soldPast(orders, before),
  },
  {
    wrong: 'held past: at a price that was no longer asked, or after the sale was closed',
    violated: (after, before) => heldPast(after, before),
  },
  {
    wrong: 'sold after the manager was told that the event is cancelled',
    violated: (_after, before, orders) =>
      terminalNames.some(name => before.tills[name].told.cancellation === 'done') &&
      orders.some(([id]) => !orderOf(before, id)),
  },
  {
    wrong: 'let go early: before the end, by the clock of another terminal',
    violated: (after, before) =>
      after.past.length < terminalNames.length &&
      Object.keys(before.keys).some(name => isTimed(before, name) && isLetGo(after, name)),
  },
  {
    wrong: 'a false word: let go, and held again for nobody',
    violated: state => someWord(state, 'let go', name => read(state, 'basket', name) !== undefined),
  },
  {
    wrong: 'a false word: a hold that was promised is ended by another terminal',
    violated: state => state.promiseBroken,
  },
  {
    wrong: 'a seat held for nobody, on a lease that is used on',
    violated: state => Object.keys(state.keys).some(name => isForgotten(state, name)),
  },
]

/** What went wrong in the step from `before` to `after`, if anything did. */
export function whatIsWrong(after: State, before: State): string | undefined {
  const orders = liveOrders(after)
  return properties.find(({ violated }) => violated(after, before, orders))?.wrong
}

const orderOf = (state: State, id: string) => read(state, 'order', key.order(id))
const ownerOf = (state: State, slot: number) => read(state, 'claim', key.claim(slot))?.owner

function isWithoutSeat(state: State, id: string, order: Order): boolean {
  const isLost = order.lines.some(slot => ownerOf(state, slot) !== key.order(id))
  return isLost || order.lines.length + order.refunded.length < order.tickets
}

function isChargedInVain(state: State, id: string): boolean {
  if (state.device[id] !== 'paid') return false
  const order = orderOf(state, id)
  if (order) return order.status === 'released'
  const { keeper, lines } = state.charged[id] ?? { keeper: '', lines: [] }
  return lines.some(slot => ownerOf(state, slot) !== keeper)
}

const someWord = (state: State, word: string, isFalse: (id: string) => boolean) =>
  terminalNames.some(name =>
    Object.entries(state.tills[name].told).some(([id, told]) => told === word && isFalse(id)),
  )

/** `operation` is named as in wishes.ts: `refund of anna by A`. */
const isInOrder = (state: State, operation: string) =>
  orderOf(state, operation.split(' ')[2] ?? '')?.operations.includes(operation) ?? false

function soldPast(orders: LiveOrders, before: State): boolean {
  const type = read(before, 'type', key.type)
  return orders.some(
    ([id, order]) => order.atOnce && !orderOf(before, id) && (order.price !== type?.price || type.cancelled),
  )
}

function heldPast(after: State, before: State): boolean {
  const type = read(before, 'type', key.type)
  return Object.entries(after.keys).some(([name, { value }]) => {
    if (value.is !== 'basket' || value.lines.length === 0) return false
    const old = read(before, 'basket', name)
    // A basket that moves is not held anew.
    const isHeldNow = !old && value.lines.every(slot => !ownerOf(before, slot))
    const isGrown = old !== undefined && value.lines.length > old.lines.length
    return (isHeldNow || isGrown) && (value.price !== type?.price || type.cancelled)
  })
}

/** Whether a key stands until a time: a timed block, or a reservation. */
function isTimed(state: State, name: string): boolean {
  const value = state.keys[name]?.value
  return (
    (value?.is === 'claim' && value.owner === timedBlock) ||
    (value?.is === 'order' && value.status === 'reserved')
  )
}

function isLetGo(state: State, name: string): boolean {
  const value = state.keys[name]?.value
  return !value || (value.is === 'order' && value.status === 'released')
}

function isForgotten(state: State, name: string): boolean {
  const entry = state.keys[name]
  if (entry?.value.is !== 'basket') return false
  const tills = terminalNames.map(terminal => state.tills[terminal])
  if (tills.some(({ basket, waiting }) => waiting || (basket && key.basket(basket.id) === name))) return false
  return terminalNames.some(terminal => {
    const { lease, status } = state.tills[terminal]
    const isItsOwn = name.startsWith(key.basket(terminal))
    return isItsOwn && status === 'running' && lease !== 0 && entry.lease === lease
  })
}
