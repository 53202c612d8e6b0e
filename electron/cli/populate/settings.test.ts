import { describe, expect, it } from 'vitest'
import { CommandFailure } from '../command'
import { completeSettings, settingsFromFlags } from './settings'

const today = '2026-11-20'
const refusalOf = (said: Record<string, unknown>): CommandFailure => {
  try {
    completeSettings(said, today)
  } catch (error) {
    if (error instanceof CommandFailure) return error
    throw error
  }
  throw new Error('it was not refused')
}

describe('settings', () => {
  it('come from flags named after them', () => {
    const flags = { 'admin-probability': '0.5', types: 'Talk, Film', from: '2026-01-01', 'price-min': '7.5' }
    expect(settingsFromFlags({ ...flags, json: true, 'data-dir': '/elsewhere' })).toEqual({
      adminProbability: 0.5,
      types: ['Talk', 'Film'],
      from: '2026-01-01',
      priceMin: 7.5,
    })
  })

  it('are complete with 90 days up to today unless told otherwise', () => {
    expect(completeSettings({}, today)).toMatchObject({ events: 200, from: '2026-08-22', to: today })
    expect(completeSettings({ to: '2026-03-01' }, today)).toMatchObject({ from: '2025-12-01' })
  })

  it.each([
    [{ event: 3 }, /^populate has no setting event\. It knows events, users/],
    [{ events: 1.5 }, /^events is wrong: /],
    [{ events: Number.NaN }, /^events is wrong: /],
    [{ adminProbability: 1.1 }, /^adminProbability is wrong: /],
    [{ types: [] }, /^types is wrong: /],
    [{ ticketTypes: ['pink', 'dark blue'] }, /^ticketTypes is wrong: /],
    [{ currency: 'euro' }, /^currency is wrong: /],
    [{ timeZone: 'Europe/Atlantis' }, /^timeZone is wrong: is not an IANA time zone/],
    [{ password: 'short' }, /^password is wrong: /],
    [{ from: '2026-11-21' }, /from \(2026-11-21\) is not before to \(2026-11-20\)/],
    [{ to: 'tomorrow' }, /^to is wrong: /],
    [{ priceMin: 10, priceMax: 5 }, /priceMin is above priceMax/],
    [{ ticketsMin: 10, ticketsMax: 5 }, /ticketsMin is above ticketsMax/],
    [{ events: 0 }, /purchases need events/],
  ])('%o are refused in a sentence', (said, sentence) => {
    expect(refusalOf(said).message).toMatch(sentence)
    expect(refusalOf(said).exitStatus).toBe(2)
  })

  it('take no empty text for the number zero', () => {
    expect(refusalOf(settingsFromFlags({ users: '' })).message).toMatch(/^users is wrong/)
  })
})
