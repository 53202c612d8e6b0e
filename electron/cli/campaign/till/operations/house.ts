import { newId } from '#shared/domain/ids'
import { house, pricesMinor } from '../../house'
import { bestSeats, type Window } from '../window'
import type { Operation } from '.'

const manager = { username: 'manager', name: 'Manager', role: 'manager' } as const

/** A few of the best seats, as ranges; every one of them alone, as they need not be neighbours. */
const someSeats = (window: Window) =>
  bestSeats(window, 3).flatMap(({ ...want }) =>
    want.pick === 'slot' ? { areaId: want.areaId, first: want.slot, last: want.slot } : [],
  )

/** What happens to the house while it is sold. */
export const houseOperations: readonly Operation[] = [
  {
    name: 'edit a price',
    weight: 0.6,
    async run({ terminal, recorder, random }) {
      const eventId = random.pick([house.eventId, house.second.eventId])
      const type = eventId === house.eventId ? random.pick([...house.hall.ticketTypes, 'floor']) : 'floor'
      const step = { eventId, type, priceType: 'adult', priceMinor: random.pick(pricesMinor) }
      await recorder.attempt('edit a price', { does: 'nothing-checked' }, () =>
        terminal.events.setPrice(manager, step),
      )
    },
  },
  {
    name: 'block for a while',
    weight: 0.6,
    async run(window) {
      const { terminal, recorder, random } = window
      const ranges = someSeats(window)
      if (ranges.length === 0) return
      const releaseAt = new Date(Date.now() + 2_000 + random.below(5_000)).toISOString()
      const step = { operationId: newId(), eventId: house.eventId, ranges, releaseAt }
      await recorder.attempt('block for a while', { does: 'nothing-checked' }, () =>
        terminal.selling.blocks.block(manager, { ...step, kind: 'house', reason: 'Guests' }),
      )
    },
  },
]
