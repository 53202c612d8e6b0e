import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createBursts, longestGapMs } from './bursts'

/**
 * Types `keys` with these gaps before each, as the page hears them: `typed` is what reaches the screen, in order. A
 * silence longer than the longest gap is told, as the page's timer does.
 */
function hear(keys: readonly string[], gapsMs: readonly number[]) {
  const bursts = createBursts()
  const typed: string[] = []
  const scans: string[] = []
  let kept: string[] = []
  let at = 0
  const note = ({ release, scan }: { release: number; scan?: string }) => {
    typed.push(...kept.slice(0, release))
    kept = kept.slice(release)
    if (scan === undefined) return
    scans.push(scan)
    kept = []
  }
  for (const [n, key] of keys.entries()) {
    const gapMs = gapsMs[n] ?? 0
    if (n > 0 && gapMs > longestGapMs) note(bursts.quiet())
    at += gapMs
    const heard = bursts.press(key, at)
    note(heard)
    if (!heard.isTaken) typed.push(key)
    else if (heard.scan === undefined) kept.push(key)
  }
  note(bursts.quiet())
  return { typed, scans }
}

const code = [...'T01-000123']
const even = (count: number, gapMs: number) => Array<number>(count).fill(gapMs)

describe('a scanner', () => {
  it('at 5 to 30 ms a character is heard as one code, and neither its digits nor its Enter reach the sale', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 5, max: 30 }), { minLength: 11, maxLength: 11 }), gapsMs => {
        expect(hear([...code, 'Enter'], gapsMs)).toEqual({ typed: [], scans: ['T01-000123'] })
      }),
    )
  })

  it('is heard right behind typed digits, which stay typed', () => {
    const gaps = [0, 110, 90, ...even(10, 12)]
    expect(hear(['5', '0', ...code, 'Enter'], gaps)).toEqual({ typed: ['5', '0'], scans: ['T01-000123'] })
  })

  it('is heard without Enter, when it is silent again', () => {
    expect(hear(code, even(10, 20))).toEqual({ typed: [], scans: ['T01-000123'] })
    // An Enter that comes later is the cashier's.
    expect(hear([...code, 'Enter'], [...even(10, 20), 400]).typed).toEqual(['Enter'])
  })

  it('types capital letters with Shift, which is no character of its own', () => {
    expect(hear(['Shift', 'T', '0', '1', '-', '0', '0', '0', '7', 'Enter'], even(10, 8)).scans).toEqual([
      'T01-0007',
    ])
  })

  it('may scan twice in a row', () => {
    expect(hear([...code, 'Enter', ...code, 'Enter'], even(22, 10)).scans).toHaveLength(2)
  })
})

describe('a person', () => {
  it('at fifteen keys a second is never a scan, however even or uneven', () => {
    const key = fc.constantFrom(...'0123456789.,')
    // Fifteen a second on average, each up to 40 % early or late.
    const gap = fc.integer({ min: 40, max: 94 })
    fc.assert(
      fc.property(fc.array(fc.tuple(key, gap), { minLength: 1, maxLength: 40 }), presses => {
        const keys = [...presses.map(([own]) => own), 'Enter']
        const { typed, scans } = hear(keys, [...presses.map(([, gapMs]) => gapMs), 67])
        expect(scans).toEqual([])
        expect(typed).toEqual(keys)
      }),
    )
  })

  it('who hits a few keys at once typed them, in that order', () => {
    expect(hear(['4', '3', 'F2'], even(3, 3))).toEqual({ typed: ['4', '3', 'F2'], scans: [] })
    expect(hear(['5', '0', 'Enter'], even(3, 2))).toEqual({ typed: ['5', '0', 'Enter'], scans: [] })
  })

  it('presses a button with Space at once', () => {
    expect(createBursts().press(' ', 0)).toEqual({ release: 0, isTaken: false })
  })
})
