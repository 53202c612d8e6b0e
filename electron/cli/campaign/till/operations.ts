import { ticketsMinor } from '#shared/domain/order'
import { Refusal } from '#shared/errors/refusals'
import { cash } from '../../../testing/terminal'
import { house, pricesMinor } from '../house'
import type { Told } from './recorder'
import { type Held, newIds, priceMinor, something, tillNow, type Window } from './window'

/** Something a cashier does. To add one: an entry in `operations` whose attempts say what they are to do. */
export interface Operation {
  name: string
  /** How often, beside the others that can be done now. */
  weight: number
  /** Whether there is something to do it with. */
  can?(window: Window): boolean
  run(window: Window): Promise<void>
}

const hasBasket = ({ held }: Window) => held.length > 0
const aBasket = ({ held, random }: Window): Held => random.pick(held)
const forget = (window: Window, basket: Held) => {
  window.held = window.held.filter(other => other !== basket)
}

export const operations: readonly Operation[] = [
  {
    name: 'hold',
    weight: 6,
    can: ({ held }) => held.length < 2,
    async run(window) {
      const { terminal, recorder } = window
      const ids = newIds()
      const wanted = something(window)
      const told = await recorder.attempt(
        'hold',
        { does: 'open-basket', basketId: ids.basketId },
        () => terminal.selling.hold(terminal.seller, { ...ids, wanted }),
        basket => basket.stored.stepId,
      )
      if (told.outcome === 'ok') window.held.push({ ...ids, lines: told.value.stored.lines })
    },
  },
  {
    name: 'add',
    weight: 3,
    can: hasBasket,
    async run(window) {
      const { terminal, recorder } = window
      const basket = aBasket(window)
      const { basketId, orderId } = basket
      const wanted = something(window, 2)
      const told = await recorder.attempt(
        'add',
        { does: 'change-basket', basketId },
        () => terminal.selling.hold(terminal.seller, { basketId, orderId, wanted }),
        changed => changed.stored.stepId,
      )
      if (told.outcome === 'ok') basket.lines = told.value.stored.lines
      else await lookAt(window, basket, told)
    },
  },
  {
    name: 'drop',
    weight: 4,
    can: ({ held }) => held.some(({ lines }) => lines.length > 1),
    async run(window) {
      const { terminal, recorder, random } = window
      const basket = random.pick(window.held.filter(({ lines }) => lines.length > 1))
      const { basketId } = basket
      const place = random.pick(basket.lines)
      const told = await recorder.attempt(
        'drop',
        { does: 'change-basket', basketId },
        () => terminal.selling.drop(basketId, [place]),
        changed => changed?.stored.stepId,
      )
      if (told.outcome === 'ok' && told.value) basket.lines = told.value.stored.lines
      else await lookAt(window, basket, told)
    },
  },
  {
    name: 'let go',
    weight: 2,
    can: hasBasket,
    async run(window) {
      await letGo(window, aBasket(window))
    },
  },
  {
    name: 'commit',
    weight: 6,
    can: hasBasket,
    run: window => commit(window, aBasket(window)),
  },
  {
    name: 'commit, clicked twice',
    weight: 1,
    can: hasBasket,
    async run(window) {
      const basket = aBasket(window)
      await Promise.all([commit(window, basket), commit(window, basket)])
    },
  },
  {
    name: 'sell at once',
    weight: 5,
    async run(window) {
      const { terminal, recorder } = window
      const { orderId } = newIds()
      const wanted = something(window)
      const expectedMinor = priceMinor(window, wanted)
      const sell = async () => {
        const told = await recorder.attempt('sell at once', { does: 'make-order', orderId }, () =>
          terminal.selling.sellAtOnce(terminal.seller, {
            ...{ orderId, wanted, expectedMinor, payments: cash(expectedMinor) },
          }),
        )
        if (told.outcome === 'ok') window.sold.push({ orderId, lines: told.value.order.lines })
        if (told.outcome === 'unknown') window.unsettled.push({ orderId, again: sell })
      }
      await sell()
    },
  },
  {
    name: 'settle',
    weight: 8,
    can: ({ unsettled }) => unsettled.length > 0,
    async run(window) {
      const sale = window.unsettled.shift()
      if (!sale) return
      // As a cashier would: the same again, or asking what became of it.
      if (window.random.next() < 0.4) return sale.again()
      await settle(window, sale)
    },
  },
  {
    name: 'edit a price',
    weight: 0.4,
    async run({ terminal, recorder, random }) {
      const eventId = random.pick([house.eventId, house.second.eventId])
      const type = eventId === house.eventId ? random.pick([...house.hall.ticketTypes, 'floor']) : 'floor'
      const step = { eventId, type, priceType: 'adult', priceMinor: random.pick(pricesMinor) }
      const by = { username: 'manager', name: 'Manager', role: 'manager' as const }
      await recorder.attempt('edit a price', { does: 'nothing-checked' }, () =>
        terminal.events.setPrice(by, step),
      )
    },
  },
]

/** Whatever was said of a basket's change: what this terminal has of it now is what the cashier sees. */
async function lookAt(window: Window, basket: Held, told: Told<unknown>): Promise<void> {
  const { baskets } = await tillNow(window.terminal)
  const shown = baskets.find(({ basketId }) => basketId === basket.basketId)
  if (shown) basket.lines = shown.lines
  else if (told.outcome !== 'unknown') forget(window, basket)
}

async function commit(window: Window, basket: Held): Promise<void> {
  const { terminal, recorder } = window
  const { basketId, orderId } = basket
  const payments = cash(ticketsMinor(basket.lines))
  const told = await recorder.attempt('commit', { does: 'make-order', orderId }, () =>
    terminal.selling.commit(terminal.seller, { basketId, orderId, payments }),
  )
  if (told.outcome === 'refused' && (told.code === 'NO_QUORUM' || told.code === 'STORAGE_FULL')) return
  forget(window, basket)
  if (told.outcome === 'ok') window.sold.push({ orderId, lines: told.value.order.lines })
  if (told.outcome === 'unknown') window.unsettled.push({ orderId, again: () => commit(window, basket) })
}

/** Frees a basket; the window is done with it whatever is answered. */
export async function letGo(window: Window, basket: Held): Promise<void> {
  const { terminal, recorder } = window
  const { basketId } = basket
  forget(window, basket)
  await recorder.attempt('let go', { does: 'close-basket', basketId }, () =>
    terminal.selling.release(basketId),
  )
}

/** Asks until a word is final. `ok` is that it was sold, `refused` that it never will be. */
export async function settle(window: Window, sale: Window['unsettled'][number]): Promise<void> {
  const { terminal, recorder } = window
  const { orderId } = sale
  const told = await recorder.attempt('settle', { does: 'make-order', orderId }, async () => {
    const receipt = await terminal.selling.settle(orderId)
    if (!receipt) throw new Refusal('ORDER_ABANDONED', { orderId })
    return receipt
  })
  if (told.outcome === 'unknown') window.unsettled.push(sale)
}
