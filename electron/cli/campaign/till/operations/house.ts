import { slotState } from '#shared/domain/occupancy'
import { stateOf } from '../../../../replica'
import { house, pricesMinor } from '../../house'
import { manager, type Window } from '../window'
import type { Operation } from './operation'

/** The night that is called off once half of its places are taken: late, as a campaign goes. */
const calledOff = ({ terminal }: Window) => {
  const { eventId, floor } = house.calledOff
  const night = terminal.replica.state.houses.get(eventId)
  const area = night?.areas.get(floor.areaId)
  return { cancellation: night?.event?.value.cancellation, area }
}

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
    name: 'cancel an event',
    weight: 1,
    can(window) {
      const { cancellation, area } = calledOff(window)
      const capacity = area?.area?.value.capacity
      if (cancellation || !area || !capacity) return false
      let taken = 0
      for (let slot = 0; slot < capacity; slot++) if (stateOf(area.claims, slot) !== slotState.free) taken++
      return taken >= capacity / 2
    },
    run: window => cancel(window, 'cancel an event'),
  },
  {
    // Asked for at another terminal, it is from then on that terminal's to go on with.
    name: 'go on with a cancellation',
    weight: 0.5,
    can(window) {
      const { cancellation } = calledOff(window)
      return cancellation?.done === false && cancellation.terminalId !== window.terminal.id
    },
    run: window => cancel(window, 'go on with a cancellation'),
  },
]

async function cancel({ terminal, recorder }: Window, operation: string): Promise<void> {
  await recorder.attempt(operation, { does: 'nothing-checked' }, () =>
    terminal.events.cancel(manager, house.calledOff.eventId),
  )
}
