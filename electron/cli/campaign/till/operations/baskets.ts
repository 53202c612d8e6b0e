import type { Wanted } from '#shared/contract/selling'
import { newId } from '#shared/domain/ids'
import type { TicketLine } from '#shared/domain/order'
import { isRefusal } from '#shared/errors/refusals'
import { house } from '../../house'
import type { Told } from '../recorder'
import {
  aBasket,
  bestTogether,
  forget,
  type Held,
  hasBasket,
  newIds,
  something,
  tillNow,
  type Window,
} from '../window'
import type { Operation } from './operation'

const isSeat = ({ areaId }: TicketLine) => areaId === house.hall.areaId
const hasSeat = ({ lines }: Held) => lines.some(isSeat)

/** What happens to a basket before it is sold. */
export const basketOperations: readonly Operation[] = [
  {
    name: 'hold',
    weight: 6,
    can: ({ held }) => held.length < 2,
    async run(window) {
      const ids = newIds()
      const wanted = something(window)
      const told = await openBasket(window, 'hold', ids, wanted)
      if (told.outcome === 'ok') window.held.push({ ...ids, lines: told.value.lines })
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
    name: 'retype',
    weight: 3,
    can: ({ held }) => held.some(hasSeat),
    async run(window) {
      const { terminal, recorder, random } = window
      const basket = random.pick(window.held.filter(hasSeat))
      const { basketId } = basket
      const seat = random.pick(basket.lines.filter(isSeat))
      const ticketType = house.hall.ticketTypes.find(type => type !== seat.ticketType) ?? seat.ticketType
      const input = { basketId, places: [seat], ticketType, priceType: 'adult' }
      const told = await recorder.attempt(
        'retype',
        { does: 'change-basket', basketId },
        () => terminal.selling.retype(input),
        changed => changed.stored.stepId,
      )
      if (told.outcome === 'ok') basket.lines = told.value.stored.lines
      else await lookAt(window, basket, told)
    },
  },
  {
    name: 'change seats',
    weight: 3,
    can: ({ held }) => held.some(hasSeat),
    async run(window) {
      const { terminal, recorder, random } = window
      const basket = random.pick(window.held.filter(hasSeat))
      const { basketId, orderId } = basket
      const instead = random.shuffled(basket.lines.filter(isSeat)).slice(0, 2)
      const wanted = bestTogether(window, 3)
      const told = await recorder.attempt(
        'change seats',
        { does: 'change-basket', basketId },
        () => terminal.selling.hold(terminal.seller, { basketId, orderId, wanted, instead }),
        changed => changed.stored.stepId,
      )
      if (told.outcome === 'ok') basket.lines = told.value.stored.lines
      else await lookAt(window, basket, told)
    },
  },
  {
    // A comp as often as another price, and sometimes the listed one again.
    name: 'set a price by hand',
    weight: 2,
    can: hasBasket,
    async run(window) {
      const { terminal, recorder, random } = window
      const basket = aBasket(window)
      const { basketId } = basket
      const operationId = newId()
      const input = {
        ...{ operationId, basketId, places: random.shuffled(basket.lines).slice(0, 2) },
        ...{ priceMinor: random.pick([0, 0, 12_50, undefined]), reason: 'Press', approvedBy: 'manager' },
      }
      const told = await recorder.attempt('set a price by hand', { does: 'administer', operationId }, () =>
        terminal.selling.reprice(terminal.seller, input),
      )
      if (told.outcome === 'ok') basket.lines = told.value.stored.lines
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
]

/** Holds places in a new basket. One that was changed by others meanwhile is open all the same, if the till shows it. */
export function openBasket(
  { terminal, recorder }: Window,
  operation: string,
  ids: { basketId: string; orderId: string },
  wanted: Wanted[],
): Promise<Told<Pick<Held, 'lines'>>> {
  return recorder.attempt(operation, { does: 'open-basket', basketId: ids.basketId }, async () => {
    try {
      return (await terminal.selling.hold(terminal.seller, { ...ids, wanted })).stored
    } catch (error) {
      const { baskets } = await tillNow(terminal)
      const shown = baskets.find(({ basketId }) => basketId === ids.basketId)
      if (!shown || !isRefusal(error, 'BASKET_CHANGED')) throw error
      return shown
    }
  })
}

/** Whatever was said of a basket's change: what this terminal has of it now is what the cashier sees. */
async function lookAt(window: Window, basket: Held, told: Told<unknown>): Promise<void> {
  const { baskets } = await tillNow(window.terminal)
  const shown = baskets.find(({ basketId }) => basketId === basket.basketId)
  if (shown) basket.lines = shown.lines
  else if (told.outcome !== 'unknown') forget(window, basket)
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
