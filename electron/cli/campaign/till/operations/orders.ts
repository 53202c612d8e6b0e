import { newId } from '#shared/domain/ids'
import { type Order, ticketsMinor } from '#shared/domain/order'
import { Refusal } from '#shared/errors/refusals'
import type { KeyValue } from '../../../../cluster/model'
import { keyspace } from '../../../../keyspace'
import type { StepId } from '../../../../services/selling/changes'
import { cash } from '../../../../testing/terminal'
import { bestSeats, forget, newIds, remember, type Sold, type Window } from '../window'
import type { Operation } from '.'
import { letGo, openBasket } from './baskets'

const hasSold = ({ sold }: Window) => sold.some(({ lines }) => lines.length > 0)
const aSale = ({ sold, random }: Window): Sold => random.pick(sold.filter(({ lines }) => lines.length > 0))
/** Every till may come to the same: whoever collects first has it. */
const reserved = ({ terminal }: Window) =>
  [...terminal.replica.state.reservations.keys()].map(key => key.slice('order:'.length))
const hasReserved = (window: Window) => reserved(window).length > 0
const toCash = { method: 'cash' } as const

/** What can happen to an order after it was made. */
export const orderOperations: readonly Operation[] = [
  {
    name: 'refund',
    weight: 2,
    can: hasSold,
    async run(window) {
      const { terminal, random } = window
      const sale = aSale(window)
      const place = random.pick(sale.lines)
      await change(window, 'refund', sale.orderId, step =>
        terminal.selling.refund(terminal.seller, {
          ...{ ...step, places: [place], amountMinor: place.priceMinor, to: toCash },
        }),
      )
    },
  },
  {
    // As when a customer comes to one window and their companion to another.
    name: 'refund another till’s sale',
    weight: 3,
    can: hasSold,
    async run(window) {
      const { terminal, random } = window
      const order = await recentOrder(window)
      if (!order) return
      const place = random.pick(order.lines)
      await change(window, 'refund another till’s sale', order.orderId, step =>
        terminal.selling.refund(terminal.seller, {
          ...{ ...step, places: [place], amountMinor: place.priceMinor, to: toCash },
        }),
      )
    },
  },
  {
    name: 'void',
    weight: 1,
    can: hasSold,
    async run(window) {
      const { terminal } = window
      await change(window, 'void', aSale(window).orderId, step =>
        terminal.selling.void(terminal.seller, step),
      )
    },
  },
  {
    name: 'exchange',
    weight: 2,
    can: hasSold,
    async run(window) {
      const { terminal, random } = window
      const sale = aSale(window)
      const given = random.pick(sale.lines)
      const ids = newIds()
      const wanted = bestSeats(window, 1)
      if (wanted.length === 0) return
      const held = await openBasket(window, 'hold to exchange', ids, wanted)
      if (held.outcome !== 'ok') return
      const { basketId } = ids
      const basket = { ...ids, lines: held.value.lines }
      const moreMinor = ticketsMinor(basket.lines) - given.priceMinor
      const payments = moreMinor > 0 ? cash(moreMinor) : []
      const told = await change(window, 'exchange', sale.orderId, step =>
        terminal.selling.exchange(terminal.seller, {
          ...step,
          from: [given],
          basketId,
          payments,
          to: toCash,
        }),
      )
      if (told !== 'ok') await letGo(window, basket)
      forget(window, basket)
    },
  },
  {
    name: 'swap',
    weight: 1,
    can: ({ sold }) => sold.length > 1,
    async run(window) {
      const { terminal, random } = window
      const [one, other] = random.shuffled(window.sold)
      const place = one?.lines[0]
      const theirs = other?.lines.find(line => line.ticketType === place?.ticketType)
      if (!one || !other || !place || !theirs) return
      const told = await change(window, 'swap', one.orderId, step =>
        terminal.selling.swap(terminal.seller, {
          ...{ ...step, place, with: { orderId: other.orderId, place: theirs } },
        }),
      )
      // Its tickets are others now, and this window was not told which.
      if (told !== 'refused') window.sold = window.sold.filter(sale => sale !== other)
    },
  },
  {
    name: 'collect',
    weight: 4,
    can: hasReserved,
    async run(window) {
      const { terminal, random } = window
      const orderId = random.pick(reserved(window))
      const { replica, connection } = terminal
      const kv = await connection.get(`order:${orderId}`).catch(() => undefined)
      if (!kv || !replica.state.reservations.has(kv.key)) return
      const totalMinor = Number((JSON.parse(kv.value) as Partial<Order>).totalMinor ?? 0)
      await change(window, 'collect', orderId, step =>
        terminal.selling.collect(terminal.seller, { ...step, payments: cash(totalMinor) }),
      )
    },
  },
  {
    name: 'extend a reservation',
    weight: 1,
    can: hasReserved,
    async run(window) {
      const { terminal, random } = window
      const until = new Date(Date.now() + 2_000 + random.below(6_000)).toISOString()
      await change(window, 'extend a reservation', random.pick(reserved(window)), step =>
        terminal.selling.extendReservation(terminal.seller, { ...step, until }),
      )
    },
  },
  {
    name: 'release a reservation',
    weight: 0.5,
    can: hasReserved,
    async run(window) {
      const { terminal, random } = window
      await change(window, 'release a reservation', random.pick(reserved(window)), step =>
        terminal.selling.releaseReservation(terminal.seller, { ...step, why: 'let-go' }),
      )
    },
  },
  {
    name: 'the last word on a card',
    weight: 4,
    can: hasSold,
    async run(window) {
      const { terminal, random } = window
      const outcome = random.pick(['charged', 'charged', 'not-charged', 'refund-due'] as const)
      await change(window, 'the last word on a card', aSale(window).orderId, step =>
        terminal.selling.settlePayment(terminal.seller, { ...step, outcome }),
      )
    },
  },
]

/** One of the orders that were begun right after this window's last: ids sort by time. */
async function recentOrder({ terminal, sold, random }: Window): Promise<Order | undefined> {
  const from = `order:${sold.at(-1)?.orderId}`
  const { kvs } = await terminal.connection
    .range(from, 'order;', { limit: 4 })
    .catch((): { kvs: KeyValue[] } => ({ kvs: [] }))
  if (kvs.length === 0) return undefined
  const order = keyspace.order.read(random.pick(kvs))
  return order.status === 'sold' ? order : undefined
}

/** A step on an order, sent again or asked about when its outcome was not told. */
async function change(
  window: Window,
  operation: string,
  orderId: string,
  work: (step: StepId) => Promise<Order>,
): Promise<'ok' | 'refused' | 'unknown' | 'broken'> {
  const { terminal, recorder } = window
  const step: StepId = { orderId, operationId: newId() }
  const subject = { does: 'change-order', ...step } as const
  const tryIt = async (name: string, how: () => Promise<Order>) => {
    const told = await recorder.attempt(name, subject, how)
    if (told.outcome === 'ok') note(window, told.value)
    if (told.outcome === 'unknown')
      window.unsettled.push({
        again: async () => void (await tryIt(operation, () => work(step))),
        settle: async () => void (await tryIt('settle a step', settled)),
      })
    return told.outcome
  }
  const settled = async () => {
    const order = await terminal.selling.settleStep(step)
    if (!order) throw new Refusal('ORDER_ABANDONED', { orderId })
    return order
  }
  return tryIt(operation, () => work(step))
}

/** What this window can still do something with: the tickets whose money is here. */
function note(window: Window, order: Order): void {
  const isBack = (line: Order['lines'][number]) =>
    order.refunds.some(({ lines }) =>
      lines.some(
        ({ eventId, areaId, slot }) =>
          eventId === line.eventId && areaId === line.areaId && slot === line.slot,
      ),
    )
  const lines =
    order.status === 'sold' || order.status === 'paying' ? order.lines.filter(line => !isBack(line)) : []
  remember(window, { orderId: order.orderId, lines })
}
