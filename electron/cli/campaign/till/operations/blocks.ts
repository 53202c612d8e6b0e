import type { SlotRange } from '#shared/domain/block'
import { newId } from '#shared/domain/ids'
import { slotState } from '#shared/domain/occupancy'
import { stateOf } from '../../../../replica'
import { house } from '../../house'
import { bestSeats, manager, newIds, type Window } from '../window'
import type { Operation } from './operation'

const { eventId, hall } = house
const kinds = ['house', 'kill', 'press', 'companion'] as const
/** So far back are blocked seats looked for: nobody blocks any but the best. */
const lookedAt = 400

const rangeOf = (slot: number): SlotRange => ({ areaId: hall.areaId, first: slot, last: slot })

/** A few of the best seats, as ranges; every one of them alone, as they need not be neighbours. */
const someSeats = (window: Window) =>
  bestSeats(window, 3).flatMap(want => (want.pick === 'slot' ? rangeOf(want.slot) : []))

/** The seats that this terminal shows blocked. */
function blockedSeats({ terminal }: Window): number[] {
  const claims = terminal.replica.state.houses.get(eventId)?.areas.get(hall.areaId)?.claims
  if (!claims) return []
  return Array.from({ length: lookedAt }, (_, slot) => slot).filter(
    slot => stateOf(claims, slot) === slotState.blocked,
  )
}
const hasBlocked = (window: Window) => blockedSeats(window).length > 0
const someBlocked = (window: Window) =>
  window.random.shuffled(blockedSeats(window)).slice(0, 1 + window.random.below(3))

/** Keeping seats from sale, and giving them back. */
export const blockOperations: readonly Operation[] = [
  {
    name: 'block for a while',
    weight: 0.6,
    async run(window) {
      const { clock, random } = window
      await block(window, { releaseAt: new Date(clock.now() + 2_000 + random.below(5_000)).toISOString() })
    },
  },
  { name: 'block', weight: 0.6, run: window => block(window, {}) },
  {
    name: 'unblock',
    weight: 0.6,
    can: hasBlocked,
    async run(window) {
      const { terminal, recorder } = window
      const step = { operationId: newId(), eventId, ranges: someBlocked(window).map(rangeOf) }
      // The trail names each part of a step, and so few seats are one.
      const subject = { does: 'administer', operationId: `${step.operationId}.1` } as const
      await recorder.attempt('unblock', subject, () => terminal.selling.blocks.unblock(manager, step))
    },
  },
  {
    name: 'unblock into a basket',
    weight: 0.8,
    can: hasBlocked,
    async run(window) {
      const { terminal, recorder, random } = window
      const ids = newIds()
      const ticketType = random.pick(hall.ticketTypes)
      const wanted = someBlocked(window).map(slot => ({
        ...{ eventId, areaId: hall.areaId, slot, ticketType, priceType: 'adult' },
      }))
      const subject = { does: 'open-basket', basketId: ids.basketId } as const
      const told = await recorder.attempt('unblock into a basket', subject, () =>
        terminal.selling.blocks.unblockIntoBasket(manager, { operationId: newId(), ...ids, wanted }),
      )
      if (told.outcome === 'ok') window.held.push({ ...ids, lines: told.value.stored.lines })
    },
  },
]

async function block(window: Window, until: { releaseAt?: string }): Promise<void> {
  const { terminal, recorder, random } = window
  const ranges = someSeats(window)
  if (ranges.length === 0) return
  const step = { operationId: newId(), eventId, ranges, kind: random.pick(kinds), reason: 'Guests', ...until }
  const { operationId } = step
  await recorder.attempt(
    until.releaseAt ? 'block for a while' : 'block',
    { does: 'administer', operationId },
    () => terminal.selling.blocks.block(manager, step),
  )
}
