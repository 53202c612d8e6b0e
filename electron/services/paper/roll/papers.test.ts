import { describe, expect, it } from 'vitest'
import type { Order, TicketLine } from '#shared/domain/order'
import { createDecoder } from '../../../testing/fake-printer/decode'
import { createPaper } from '../../../testing/fake-printer/paper'
import { createSigner, newPrivateKey, verifyTicket } from '../code/signature'
import { receiptPaper } from '../documents/account'
import { ticketPaper } from '../documents/ticket'
import { rollAccount, rollTest, rollTicket } from './papers'
import { rollWidth, type WidthMm } from './roll'

const signer = createSigner('T03', newPrivateKey())
const keysOf = () => [{ publicKey: signer.publicKey }]
const house = { name: 'Théâtre Aurora', timeZone: 'Europe/Lisbon', accent: '#1f4fd6' }
const line = (more: Partial<TicketLine> = {}): TicketLine => ({
  ...{ eventId: 'figaro', areaId: 'stalls', slot: 17, areaName: 'Stalls', placeLabel: 'Row F, seat 9' },
  ...{ eventName: 'Le nozze di Figaro', eventStart: '2026-11-27T19:30:00Z', ticketType: 'stalls' },
  ...{ ticketName: 'Stalls', priceType: 'adult', priceName: 'Adult', priceMinor: 68_00, ...more },
})
const order: Order = {
  ...{ orderId: '01919a2b-7c00-7000-8000-0123456789ab', number: 'T03-000123', status: 'sold' },
  ...{ terminalId: 'T03', seller: 'mia', sellerName: 'Mia Costa', startedAt: '2026-11-21T18:40:00Z' },
  ...{ currency: 'EUR', lines: [line()], discounts: [], fees: [], taxes: [], totalMinor: 68_00 },
  ...{ payments: [], refunds: [], operations: [] },
}
const ticket = (more: Partial<TicketLine> = {}) =>
  ticketPaper(order, line(more), { house, event: {}, signer })

/** What comes out of a printer that gets these bytes. */
function printed(bytes: Uint8Array, widthMm: WidthMm) {
  const paper = createPaper(rollWidth[widthMm].dots)
  const [sheet, ...more] = createDecoder()
    .take(bytes)
    .flatMap(command => paper.take(command) ?? [])
  if (!sheet || more.length > 0) throw new Error(`cut ${more.length} times too often, or never`)
  return sheet
}

describe.each([58, 80] as const)('on a roll of %i mm', width => {
  it('a ticket says its seat in large letters, and its code verifies', async () => {
    const sheet = printed(await rollTicket(ticket(), width), width)
    const all = sheet.lines.join('\n')
    for (const said of ['THÉÂTRE AURORA', 'Friday 27 November 2026', 'T03-000123', '€68.00'])
      expect(all).toContain(said)
    expect(sheet.lines.some(text => /^F +9$/.test(text.trim()))).toBe(true)
    expect(verifyTicket(sheet.code ?? '', keysOf)).toMatchObject({ outcome: 'genuine', ticket: { slot: 17 } })
    expect(sheet.pictures).toBe(0)
  })

  it('never shortens a row or a seat', async () => {
    const sheet = printed(
      await rollTicket(ticket({ placeLabel: 'Row BALCONY-LEFT, seat 100000-LOWER' }), width),
      width,
    )
    expect(sheet.lines.join('\n')).toMatch(/BALCONY-LEFT +100000-LOWER/)
  })

  it('a reprint says so', async () => {
    const sheet = printed(await rollTicket(ticket({ issue: 2 }), width), width)
    expect(sheet.lines.join('\n')).toContain('REPRINT 2')
    expect(verifyTicket(sheet.code ?? '', keysOf)).toMatchObject({ ticket: { issue: 2 } })
  })

  it.each([
    ['Hebrew', 'ליל הקונצרט הגדול'],
    ['Arabic', 'ليلة الموسيقى العربية'],
    ['emoji', 'Party 🎉👩‍👩‍👧‍👦 Night'],
    ['ten thousand letters', 'Łódź 🎭 '.repeat(1_250)],
  ])('what it has no letters for is a picture: %s', async (_, name) => {
    const sheet = printed(await rollTicket(ticket({ eventName: name, priceName: name }), width), width)
    expect(sheet.pictures).toBe(2)
    expect(verifyTicket(sheet.code ?? '', keysOf).outcome).toBe('genuine')
  })

  it('a name of ten thousand letters takes three lines, and no command in it is one', async () => {
    const sheet = printed(
      await rollTicket(ticket({ eventName: '\u001d\u0056\u0000Long '.repeat(2_000) }), width),
      width,
    )
    expect(sheet.lines.filter(text => text.includes('Long')).length).toBe(3)
    expect(sheet.lines.every(text => text.length <= rollWidth[width].columns)).toBe(true)
  })

  it('a receipt has its sums at the end of their lines and the order’s number for a scanner', async () => {
    const sheet = printed(await rollAccount(receiptPaper(order, house), width), width)
    expect(sheet.code).toBe('T03-000123')
    expect(sheet.lines.find(text => text.startsWith('1 × Le nozze'))).toMatch(/€68\.00$/)
  })

  it('a test page shows letters, pictures and a code', async () => {
    const sheet = printed(await rollTest(house, width), width)
    expect(sheet.pictures).toBe(1)
    expect(sheet.code).toBe('Printer test')
  })
})
