import { expect, it } from 'vitest'
import type { Event } from '#shared/domain/event'
import { hallArea, hallSection } from '../testing/hall'
import { nearestSeats } from './nearest-seats'

const event = { eventId: 'event' } as Event
const stalls = hallSection({ sectionId: 'stalls', rows: [5, 5], at: [0, 0] })
const gone = { eventId: 'event', areaId: 'stalls', slot: 2 }
const labels = (states: string, more: Parameters<typeof nearestSeats>[0]['areas'] = []) =>
  nearestSeats({ event, areas: [hallArea(stalls, states), ...more] }, gone).map(({ label }) => label)

it('offers the free seats beside first, then those of the next row', () => {
  expect(labels('..s.......')).toEqual(['A 2', 'A 4', 'B 3'])
  expect(labels('.hssh.....')).toEqual(['B 3', 'B 2', 'B 4'])
})

it('stays in the price zone, in whatever section it goes on', () => {
  const cheap = hallArea(hallSection({ sectionId: 'side', rows: [1], at: [2, 0], zone: 'B' }))
  const far = hallArea(hallSection({ sectionId: 'circle', rows: [1], at: [0, 9], zone: 'A' }))
  expect(labels('ssssssssss', [cheap, far])).toEqual(['A 1'])
})

it('offers nothing for a seat of another event, or that is not on the plan', () => {
  const areas = [hallArea(stalls)]
  expect(nearestSeats({ event, areas }, { ...gone, eventId: 'other' })).toEqual([])
  expect(nearestSeats({ event, areas }, { ...gone, slot: 99 })).toEqual([])
})
