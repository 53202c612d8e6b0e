import type { AccountPaper, Sum } from '../documents/account'
import { paperText as text } from '../documents/text'
import type { Sheet } from './canvas'
import { createPen, ink, type Pen } from './pen'

/** A4, in points. */
export const accountPage = { width: 595.28, height: 841.89 }

const left = 56
const width = accountPage.width - 2 * left
const right = left + width
/** Below this a page is full. */
const bottom = 760
const sums = { x: left + width * 0.5, width: width * 0.5 }
const label = { size: 8, weight: 600 as const, color: ink.faint, spacing: 0.6 }

/** Draws a receipt or an invoice, on as many pages as it takes; `nextPage` gives each of them. */
export function drawAccount(nextPage: () => Sheet, paper: AccountPaper): void {
  const begin = (n: number) => {
    const pen = createPen(nextPage())
    pen.box(0, 0, accountPage.width, accountPage.height, '#ffffff')
    pen.box(0, 0, accountPage.width, 8, paper.house.accent)
    drawFoot(pen, paper, n)
    return pen
  }
  let page = 1
  let pen = begin(page)
  let y = drawHead(pen, paper)
  /** Room for a block of this height, on this page or the next. */
  const room = (height: number) => {
    if (y + height <= bottom) return
    pen = begin(++page)
    y = 64
  }
  y = drawColumns(pen, y)
  for (const item of paper.items) {
    room(62)
    y = drawItem(pen, item, y)
  }
  room(26 + 20 * (paper.sums.length + paper.taxes.length + paper.settlement.length) + 40)
  y += 10
  for (const sum of paper.sums) y = drawSum(pen, sum, y, { size: 10, color: ink.soft })
  y = drawTotal(pen, paper, y)
  for (const sum of paper.taxes) y = drawSum(pen, sum, y, { size: 9, color: ink.faint })
  if (paper.settlement.length > 0) y += 8
  for (const sum of paper.settlement) y = drawSum(pen, sum, y, { size: 10, color: ink.strong })
}

function drawHead(pen: Pen, paper: AccountPaper): number {
  const { house, title, number, facts, billTo } = paper
  pen.line(house.name, left, 66, width * 0.6, { size: 17, weight: 800, spacing: -0.2 })
  if (house.address) pen.line(house.address, left, 83, width * 0.6, { size: 9.5, color: ink.faint })
  pen.line(title, left, 66, width, { size: 17, weight: 700, align: 'right', color: house.accent })
  pen.line(number, left, 83, width, { size: 9.5, weight: 600, align: 'right' })
  let y = 128
  for (const [n, line] of billTo.entries()) {
    if (n === 0) {
      pen.line(text.billTo.toUpperCase(), left, y, width * 0.5, label)
      y += 16
    }
    pen.line(line, left, y, width * 0.5, { size: 10.5, weight: n === 0 ? 600 : 400 })
    y += 15
  }
  if (billTo.length > 0) y += 14
  pen.rule(left, y, width)
  const column = width / facts.length
  for (const [n, { label: name, value }] of facts.entries()) {
    pen.line(name.toUpperCase(), left + n * column, y + 18, column - 10, label)
    pen.line(value, left + n * column, y + 34, column - 10, { size: 10.5, weight: 500 })
  }
  return y + 62
}

function drawColumns(pen: Pen, y: number): number {
  pen.box(left, y - 14, width, 22, ink.ground, 4)
  pen.line(text.quantity.toUpperCase(), left + 8, y, 30, label)
  pen.line(text.tickets.toUpperCase(), left + 44, y, 200, label)
  pen.line(text.each.toUpperCase(), right - 168, y, 80, { ...label, align: 'right' })
  pen.line(text.amount.toUpperCase(), right - 88, y, 80, { ...label, align: 'right' })
  return y + 26
}

function drawItem(pen: Pen, item: AccountPaper['items'][number], y: number): number {
  const figure = { size: 10.5, align: 'right' as const }
  pen.line(String(item.quantity), left + 8, y, 32, { size: 10.5, weight: 600 })
  pen.line(item.name, left + 44, y, width - 44 - 176, { size: 10.5, weight: 600 })
  pen.line(item.each, right - 168, y, 80, { ...figure, color: ink.soft })
  pen.line(item.amount, right - 88, y, 80, { ...figure, weight: 600 })
  const at = { x: left + 44, y: y + 14, width: width - 44 - 176, most: 3, lead: 12 }
  const foot = pen.lines(item.detail, at, { size: 9, color: ink.faint })
  pen.rule(left, foot + 11, width)
  return foot + 28
}

function drawSum(pen: Pen, { name, amount }: Sum, y: number, style: { size: number; color: string }): number {
  const paid = pen.measure(amount, style)
  pen.line(name, sums.x, y, sums.width - paid - 20, style)
  pen.line(amount, sums.x, y, sums.width - 8, { ...style, align: 'right' })
  return y + style.size + 8
}

function drawTotal(pen: Pen, { total, house }: AccountPaper, y: number): number {
  pen.box(sums.x - 12, y - 6, sums.width + 12, 32, ink.ground, 4)
  pen.line(total.name, sums.x, y + 15, 120, { size: 12, weight: 700 })
  pen.line(total.amount, sums.x, y + 15, sums.width - 8, {
    ...{ size: 14, weight: 800, align: 'right', color: house.accent },
  })
  return y + 48
}

function drawFoot(pen: Pen, { house, closing, code }: AccountPaper, page: number): void {
  const y = accountPage.height - 64
  pen.code(code, left, y, 36)
  pen.lines(
    closing,
    { x: left + 50, y: y + 14, width: width - 150, most: 2, lead: 13 },
    {
      ...{ size: 9.5, color: ink.soft },
    },
  )
  pen.line(house.name, right - 200, y + 14, 200, { size: 8.5, color: ink.faint, align: 'right' })
  pen.line(`${code}  ·  ${page}`, right - 200, y + 27, 200, { size: 8.5, color: ink.faint, align: 'right' })
}
