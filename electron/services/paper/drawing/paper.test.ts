import jsQR from 'jsqr'
import { describe, expect, it } from 'vitest'
import type { Order, TicketLine } from '#shared/domain/order'
import { createSigner, newPrivateKey, verifyTicket } from '../code/signature'
import { invoicePaper, receiptPaper } from '../documents/account'
import { ticketPaper } from '../documents/ticket'
import { loadCanvas } from './canvas'
import { accountPdf, ticketsPdf } from './pdf'
import { drawTicket, ticketPage } from './ticket-page'

const signer = createSigner('T03', newPrivateKey())
const keysOf = () => [{ publicKey: signer.publicKey }]
const house = { name: 'Aurora Hall', timeZone: 'Europe/Lisbon', accent: '#1f4fd6' }
const line = (more: Partial<TicketLine> = {}): TicketLine => ({
  ...{ eventId: 'figaro', areaId: 'stalls', slot: 17, areaName: 'Stalls', placeLabel: 'Row F, seat 9' },
  ...{ eventName: 'The Marriage of Figaro', eventStart: '2026-11-27T19:30:00Z', ticketType: 'stalls' },
  ...{ ticketName: 'Stalls', priceType: 'adult', priceName: 'Adult', priceMinor: 68_00, ...more },
})
const order = (more: Partial<Order> = {}): Order => ({
  ...{ orderId: '01919a2b-7c00-7000-8000-0123456789ab', number: 'T03-000123', status: 'sold' },
  ...{ terminalId: 'T03', seller: 'mia', sellerName: 'Mia Costa', startedAt: '2026-11-21T18:40:00Z' },
  ...{ currency: 'EUR', lines: [line()], discounts: [], fees: [], taxes: [], totalMinor: 68_00 },
  ...{ payments: [], refunds: [], operations: [], ...more },
})
const paperOf = (one: TicketLine) => ticketPaper(order(), one, { house, event: {}, signer })
const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length

const strange = {
  hebrew: 'ליל הקונצרט הגדול',
  arabic: 'ليلة الموسيقى العربية',
  emoji: 'Party 🎉👩‍👩‍👧‍👦🇵🇹👍🏽 Night',
  long: 'Long 🎭 name '.repeat(800),
  'without a space': 'ש'.repeat(10_000),
  'of control characters': '\u001b@\u001dV\u0000',
}

describe('a ticket as a picture', () => {
  it.each(Object.entries({ plain: 'Figaro', ...strange }))(
    'has a code that verifies, with a name that is %s',
    async (_, name) => {
      const { createCanvas } = await loadCanvas()
      const canvas = createCanvas(ticketPage.width * 3, ticketPage.height * 3)
      const sheet = canvas.getContext('2d')
      sheet.scale(3, 3)
      const said = { eventName: name, areaName: name, ticketName: name, priceName: name, issue: 2 }
      drawTicket(sheet, paperOf(line(said)))
      const { data, width, height } = sheet.getImageData(0, 0, canvas.width, canvas.height)
      const code = jsQR(data as Uint8ClampedArray, width, height)
      expect(verifyTicket(code?.data ?? '', keysOf)).toMatchObject({
        ...{ outcome: 'genuine', ticket: { eventId: 'figaro', slot: 17, issue: 2, terminalId: 'T03' } },
      })
    },
  )
})

describe('a document', () => {
  it('has a page for each ticket, with text that can be selected', async () => {
    const pdf = await ticketsPdf(Array.from({ length: 7 }, (_, slot) => paperOf(line({ slot }))))
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pagesOf(pdf)).toBe(7)
    expect(pdf.includes('/ToUnicode')).toBe(true)
  })

  it('takes as many pages as a receipt needs', async () => {
    const lines = Array.from({ length: 40 }, (_, n) =>
      line({ eventId: `event-${n}`, eventName: `Event ${n}` }),
    )
    const pdf = await accountPdf(receiptPaper(order({ lines }), house))
    expect(pagesOf(pdf)).toBe(3)
  })

  it.each(Object.entries(strange))('has room for a name that is %s', async (_, name) => {
    const invoice = {
      ...{ number: 'T03-I000001', issuedAt: '2026-11-21T18:42:00Z', dueAt: '2026-12-05T12:00:00Z' },
      buyer: { name, street: name, postalCode: '1000', city: name, country: 'PT' },
    }
    const asked = order({ status: 'reserved', invoice, lines: [line({ eventName: name })] })
    const paper = invoicePaper(asked, { ...house, name })
    expect(paper && pagesOf(await accountPdf(paper))).toBe(1)
  })
})

describe('a receipt', () => {
  it('tells what was paid, given back, and how, with no more of a gift card than tells it from another', () => {
    const paid = { status: 'captured' as const, receipt: 'T03-R000088', at: '2026-11-21T18:42:00Z' }
    const paper = receiptPaper(
      order({
        discounts: [{ name: 'Autumn week', code: 'AUTUMN10', amountMinor: 8_00 }],
        totalMinor: 60_00,
        payments: [
          { ...paid, paymentId: '1', method: 'cash', amountMinor: 40_00, tenderedMinor: 50_00 },
          { ...paid, paymentId: '2', method: 'gift', amountMinor: 20_00, reference: 'GIFT-SECRET-7788' },
        ],
      }),
      house,
    )
    expect(paper.number).toBe('T03-R000088')
    expect(paper.sums.map(({ amount }) => amount)).toEqual(['€68.00', '−€8.00'])
    expect(paper.settlement).toEqual([
      { name: 'Cash', amount: '€50.00' },
      { name: 'Gift card ···· 7788', amount: '€20.00' },
      { name: 'Change', amount: '€10.00' },
    ])
  })
})
