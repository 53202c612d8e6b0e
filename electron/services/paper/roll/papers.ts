import type { AccountPaper } from '../documents/account'
import { paperText as text } from '../documents/text'
import type { TicketPaper } from '../documents/ticket'
import { createRoll, rollWidth, type WidthMm } from './roll'

/** The drawer's pulse: 100 ms on its first pin. Sent before anything else. */
export const drawerKick = Uint8Array.from([0x1b, 0x70, 0, 50, 250])

/** A ticket for the roll, its seat in the largest letters. */
export async function rollTicket(paper: TicketPaper, widthMm: WidthMm): Promise<Uint8Array> {
  const roll = createRoll(widthMm)
  const { house, seat, areaName, placeLabel, issue } = paper
  await roll.banner(house.name.toUpperCase())
  roll.space()
  if (paper.presenter) await roll.text(paper.presenter, { align: 'center' })
  roll.space()
  await roll.text(paper.eventName, { size: 2, bold: true, align: 'center' }, 3)
  roll.space()
  await roll.text(paper.date, { bold: true, align: 'center' })
  const doors = paper.doors ? ` · ${text.doors(paper.doors)}` : ''
  await roll.text(`${paper.time}${doors}`, { bold: true, align: 'center' })
  roll.rule()
  const area = placeLabel === areaName || seat ? areaName : `${areaName} ${placeLabel}`
  await roll.text(area, { size: 2, bold: true, align: 'center' }, 2)
  if (seat) {
    roll.space()
    await roll.fields(
      { name: text.row.toUpperCase(), value: seat.row },
      { name: text.seat.toUpperCase(), value: seat.seat },
      largest(seat, widthMm),
    )
  }
  roll.rule()
  roll.code(paper.code)
  if (issue > 1)
    await roll.text(` ${text.reprint} ${issue} `, { size: 2, bold: true, align: 'center', invert: true })
  await roll.pair(`${paper.ticketName}, ${paper.priceName}`, paper.price, { bold: true })
  await roll.pair(paper.orderNumber, text.issueOf(issue))
  roll.rule()
  if (house.address) await roll.text(house.address, { align: 'center' }, 2)
  await roll.text(house.note ?? text.admitsOne, { align: 'center' }, 3)
  return roll.cut()
}

/** The largest letters in which each fits its half: a seat is never shortened. */
function largest({ row, seat }: { row: string; seat: string }, widthMm: WidthMm): 1 | 2 | 3 | 4 {
  const half = rollWidth[widthMm].columns / 2
  return ([4, 3, 2] as const).find(size => Math.max(row.length, seat.length) * size < half) ?? 1
}

/** A receipt or an invoice for the roll. */
export async function rollAccount(paper: AccountPaper, widthMm: WidthMm): Promise<Uint8Array> {
  const roll = createRoll(widthMm)
  const { house, title, number, facts, items } = paper
  await roll.text(house.name, { bold: true, size: 2, align: 'center' }, 2)
  if (house.address) await roll.text(house.address, { align: 'center' }, 2)
  roll.space()
  await roll.pair(title, number, { bold: true })
  for (const { label, value } of facts) await roll.pair(label, value)
  for (const line of paper.billTo) await roll.text(line)
  roll.rule()
  for (const { quantity, name, detail, amount } of items) {
    await roll.pair(`${quantity} × ${name}`, amount, { bold: true })
    await roll.text(detail, {}, 6)
  }
  roll.rule()
  for (const sum of paper.sums) await roll.pair(sum.name, sum.amount)
  await roll.pair(paper.total.name, paper.total.amount, { size: 2, bold: true })
  for (const sum of paper.taxes) await roll.pair(sum.name, sum.amount)
  if (paper.settlement.length > 0) roll.rule()
  for (const sum of paper.settlement) await roll.pair(sum.name, sum.amount)
  roll.space()
  await roll.text(paper.closing, { align: 'center' }, 4)
  roll.space()
  roll.code(paper.code, 5)
  await roll.text(paper.code, { align: 'center' })
  return roll.cut()
}

/** What a manager looks at to see whether a printer is set up well. */
export async function rollTest(house: { name: string }, widthMm: WidthMm): Promise<Uint8Array> {
  const roll = createRoll(widthMm)
  await roll.text(house.name, { bold: true, align: 'center' })
  await roll.text(text.test.title, { size: 2, bold: true, align: 'center' }, 2)
  roll.rule()
  await roll.text(text.test.width(widthMm, rollWidth[widthMm].columns), {}, 2)
  await roll.text(text.test.letters, {}, 2)
  await roll.text(text.test.pictures)
  roll.code(text.test.title)
  await roll.text(text.test.cut, { align: 'center' }, 2)
  return roll.cut()
}
