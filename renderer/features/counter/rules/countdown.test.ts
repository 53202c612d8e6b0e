import { describe, expect, it } from 'vitest'
import { minutesAndSeconds, urgency } from './countdown'

describe('urgency', () => {
  it('rises under two minutes and again under thirty seconds', () => {
    expect(urgency(120_001)).toBe('calm')
    expect(urgency(120_000)).toBe('soon')
    expect(urgency(30_000)).toBe('now')
    expect(urgency(0)).toBe('over')
  })
})

describe('minutesAndSeconds', () => {
  it('counts the second that has begun', () => {
    expect(minutesAndSeconds(522_000)).toBe('8:42')
    expect(minutesAndSeconds(59_001)).toBe('1:00')
    expect(minutesAndSeconds(1)).toBe('0:01')
    expect(minutesAndSeconds(-5)).toBe('0:00')
  })
})
