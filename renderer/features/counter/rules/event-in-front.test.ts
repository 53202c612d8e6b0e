import { expect, test } from 'vitest'
import { eventInFront } from './event-in-front'

const at = (time: string) => `2026-11-21T${time}:00Z`
const now = (time: string) => Date.parse(at(time))
const listed = (start: string, more: { status?: string; left?: number } = {}) => ({
  start: at(start),
  status: 'on-sale',
  left: 10,
  ...more,
})
const evening = [listed('18:00'), listed('19:30'), listed('22:30')]

test.each([
  ['17:00', '18:00'],
  ['18:29', '18:00'],
  ['18:30', '19:30'],
  ['22:59', '22:30'],
])('at %s it is the one of %s', (clock, start) => {
  expect(eventInFront(evening, now(clock))?.start).toBe(at(start))
})

test('what cannot be sold is passed over', () => {
  const events = [listed('18:00', { left: 0 }), listed('19:30', { status: 'cancelled' }), listed('22:30')]
  expect(eventInFront(events, now('17:00'))?.start).toBe(at('22:30'))
})

test('nothing is opened when nothing can be sold any more', () => {
  expect(eventInFront(evening, now('23:00'))).toBeUndefined()
  expect(eventInFront([], now('12:00'))).toBeUndefined()
})
