import { aBasket, forget, hasBasket, newIds, type Window } from '../window'
import type { Operation } from './operation'

/** Baskets that stand anywhere, as this terminal shows them. */
const standing = ({ terminal }: Window) =>
  [...terminal.replica.state.baskets.values()].map(({ value }) => value)
const aside = (window: Window) => standing(window).filter(basket => basket.aside)
const elsewhere = (window: Window) =>
  standing(window).filter(({ terminalId }) => terminalId !== window.terminal.id)

/** The other terminals that run, as far as this one knows. */
const others = ({ terminal }: Window) =>
  [...terminal.replica.state.presences.keys()].filter(id => id !== terminal.id)
/** Baskets that were handed over to this terminal, and which this window does not serve yet. */
const sentHere = (window: Window) =>
  standing(window).filter(
    ({ terminalId, movedFrom, basketId }) =>
      terminalId === window.terminal.id &&
      movedFrom?.how === 'handed-over' &&
      !window.held.some(held => held.basketId === basketId),
  )

/** What passes a basket on: to later, to another terminal, to a supervisor. */
export const moveOperations: readonly Operation[] = [
  {
    name: 'put aside',
    weight: 1,
    can: hasBasket,
    async run(window) {
      const { terminal, recorder } = window
      const basket = aBasket(window)
      const { basketId } = basket
      const newBasketId = newIds().basketId
      const told = await recorder.attempt('put aside', { does: 'open-basket', basketId: newBasketId }, () =>
        terminal.selling.baskets.putAside(terminal.seller, {
          ...{ basketId, newBasketId, customerName: 'A Customer', forMs: 60_000 },
        }),
      )
      if (told.outcome !== 'refused') forget(window, basket)
    },
  },
  {
    name: 'recall',
    weight: 3,
    can: window => aside(window).length > 0,
    async run(window) {
      const { terminalId, basketId } = window.random.pick(aside(window))
      await takeHere(window, 'recall', { terminalId, basketId })
    },
  },
  {
    name: 'take over',
    weight: 0.7,
    can: window => elsewhere(window).length > 0,
    async run(window) {
      const { terminalId, basketId } = window.random.pick(elsewhere(window))
      await takeHere(window, 'takeOver', { terminalId, basketId })
    },
  },
  {
    name: 'hand over',
    weight: 1,
    can: window => hasBasket(window) && others(window).length > 0,
    async run(window) {
      const { terminal, recorder, random } = window
      const basket = aBasket(window)
      const { basketId } = basket
      const newBasketId = newIds().basketId
      const toTerminalId = random.pick(others(window))
      const told = await recorder.attempt('hand over', { does: 'open-basket', basketId: newBasketId }, () =>
        terminal.selling.baskets.handOver(terminal.seller, { basketId, newBasketId, toTerminalId }),
      )
      if (told.outcome !== 'refused') forget(window, basket)
    },
  },
  {
    name: 'serve whom another till sent',
    weight: 3,
    can: window => sentHere(window).length > 0,
    async run(window) {
      const { basketId, orderId, lines } = window.random.pick(sentHere(window))
      window.held.push({ basketId, orderId, lines })
    },
  },
  {
    name: 'reassign',
    weight: 0.5,
    can: window => standing(window).length > 0 && others(window).length > 0,
    async run(window) {
      const { terminal, recorder, random } = window
      const { terminalId, basketId } = random.pick(standing(window))
      const newBasketId = newIds().basketId
      const toTerminalId = random.pick(others(window))
      await recorder.attempt('reassign', { does: 'open-basket', basketId: newBasketId }, () =>
        terminal.selling.baskets.reassign(terminal.seller, {
          ...{ terminalId, basketId, newBasketId, toTerminalId },
        }),
      )
    },
  },
  {
    name: 'free',
    weight: 0.5,
    can: window => standing(window).length > 0,
    async run(window) {
      const { terminal, recorder, random } = window
      const { terminalId, basketId, lines } = random.pick(standing(window))
      const places = random.next() < 0.5 ? lines.slice(0, 1) : undefined
      await recorder.attempt('free', { does: 'nothing-checked' }, () =>
        terminal.selling.baskets.free(terminal.seller, { terminalId, basketId, places }),
      )
    },
  },
  {
    name: 'extend',
    weight: 1.5,
    can: hasBasket,
    async run(window) {
      const { terminal, recorder } = window
      const basket = aBasket(window)
      const { basketId } = basket
      const newBasketId = newIds().basketId
      const told = await recorder.attempt('extend', { does: 'nothing-checked' }, () =>
        terminal.selling.baskets.extend(terminal.seller, { basketId, newBasketId }),
      )
      if (told.outcome === 'ok') basket.basketId = told.value.stored.basketId
      if (told.outcome === 'unknown') forget(window, basket)
    },
  },
  {
    name: 'hold a group',
    weight: 0.3,
    can: ({ held }) => held.length === 0,
    async run(window) {
      const { terminal, recorder, random } = window
      const ids = newIds()
      const part = { pick: 'any', eventId: 'matinee', ticketType: 'floor', priceType: 'adult' } as const
      const parts = [{ ...part, count: 101 + random.below(120) }]
      // A group that is not held whole was opened all the same, and let go.
      const told = await recorder.attempt('hold a group', { does: 'nothing-checked' }, () =>
        terminal.selling.baskets.holdGroup(terminal.seller, { ...ids, parts, ifNotAll: 'let-go' }),
      )
      if (told.outcome === 'ok') window.held.push({ ...ids, lines: told.value.basket.stored.lines })
    },
  },
]

async function takeHere(
  window: Window,
  how: 'recall' | 'takeOver',
  name: { terminalId: string; basketId: string },
): Promise<void> {
  const { terminal, recorder } = window
  const { basketId: newBasketId, orderId } = newIds()
  const told = await recorder.attempt(how, { does: 'open-basket', basketId: newBasketId }, () =>
    terminal.selling.baskets[how](terminal.seller, { ...name, newBasketId, orderId }),
  )
  if (told.outcome === 'ok')
    window.held.push({ basketId: newBasketId, orderId, lines: told.value.stored.lines })
}
