import { expect, it } from 'vitest'
import { createSignInPauses } from './sign-in-pauses'

const waitFor = (pauses: ReturnType<typeof createSignInPauses>, username: string): number => {
  try {
    pauses.check(username)
    return 0
  } catch (refusal) {
    return (refusal as { data: { retryAfterMs: number } }).data.retryAfterMs
  }
}

it('lets five slips pass, then doubles the pause of that name alone, until it gets in', () => {
  let now = 0
  const pauses = createSignInPauses({ monotonic: () => now })
  const fail = () => pauses.failed('mira')
  for (let slip = 0; slip < 4; slip++) fail()
  expect(waitFor(pauses, 'mira')).toBe(0)
  fail()
  expect(waitFor(pauses, 'mira')).toBe(5_000)
  expect(waitFor(pauses, 'tomas')).toBe(0)
  now += 5_000
  expect(waitFor(pauses, 'mira')).toBe(0)
  fail()
  expect(waitFor(pauses, 'mira')).toBe(10_000)
  for (let guess = 0; guess < 20; guess++) fail()
  expect(waitFor(pauses, 'mira')).toBe(300_000)
  pauses.succeeded('mira')
  expect(waitFor(pauses, 'mira')).toBe(0)
})
