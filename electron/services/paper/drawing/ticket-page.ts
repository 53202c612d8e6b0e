import { paperText as text } from '../documents/text'
import type { TicketPaper } from '../documents/ticket'
import type { Sheet } from './canvas'
import { createPen, ink, type Pen } from './pen'

/** A third of A4, in points: it goes into a long envelope, and onto a telephone. */
export const ticketPage = { width: 595.28, height: 280.63 }

const bar = 12
const left = 36
/** Where the stub with the code begins. */
const stub = 430
const right = ticketPage.width - 22

/** Draws a ticket over a whole page. */
export function drawTicket(sheet: Sheet, paper: TicketPaper): void {
  const pen = createPen(sheet)
  const { width, height } = ticketPage
  pen.box(0, 0, width, height, '#ffffff')
  pen.box(0, 0, bar, height, paper.house.accent)
  drawHead(pen, paper)
  drawPlace(pen, paper)
  drawFoot(pen, paper)
  drawStub(pen, paper)
}

/** Where a sheet is cut above a ticket. */
export function drawCut(sheet: Sheet): void {
  dashed(sheet, [0, 0], [ticketPage.width, 0])
}

function dashed(sheet: Sheet, [fromX, fromY]: [number, number], [toX, toY]: [number, number]): void {
  sheet.strokeStyle = ink.line
  sheet.lineWidth = 1
  sheet.setLineDash([3, 4])
  sheet.beginPath()
  sheet.moveTo(fromX, fromY)
  sheet.lineTo(toX, toY)
  sheet.stroke()
  sheet.setLineDash([])
}

function drawHead(pen: Pen, { house, eventName, presenter, date, time, doors }: TicketPaper): void {
  const width = stub - left - 20
  pen.line(house.name.toUpperCase(), left, 34, width, {
    ...{ size: 9.5, weight: 700, color: house.accent, spacing: 1.1 },
  })
  if (presenter) pen.line(presenter, left, 55, width, { size: 10, weight: 500, color: ink.faint })
  const at = { x: left, y: presenter ? 80 : 72, width, most: 2, lead: 27 }
  const foot = pen.lines(eventName, at, { size: 24, weight: 800, spacing: -0.4 })
  const when = [date, time].join('  ·  ')
  const told = pen.line(when, left, foot + 24, width, { size: 12.5, weight: 600 })
  if (doors)
    pen.line(text.doors(doors), left + told + 12, foot + 24, Math.max(0, width - told - 12), {
      ...{ size: 10.5, color: ink.soft },
    })
}

/** Where to go, in the largest letters of the paper. */
function drawPlace(pen: Pen, { areaName, seat, placeLabel }: TicketPaper): void {
  const y = 166
  const label = { size: 8, weight: 600 as const, color: ink.faint, spacing: 0.8 }
  const large = { size: 38, weight: 800 as const, spacing: -0.8 }
  pen.box(left, y, stub - left - 20, 68, ink.ground, 6)
  if (!seat) {
    pen.line(text.entry.toUpperCase(), left + 14, y + 19, 300, label)
    const name = placeLabel === areaName ? areaName : `${areaName} ${placeLabel}`
    pen.line(name, left + 14, y + 55, stub - left - 48, large)
    return
  }
  const seatWidth = 86
  const areaWidth = stub - left - 48 - 2 * (seatWidth + 14)
  const fields = [
    { name: text.entry, value: areaName, x: left + 14, width: areaWidth, size: 22 },
    { name: text.row, value: seat.row, x: left + 14 + areaWidth + 14, width: seatWidth, size: 38 },
    {
      name: text.seat,
      value: seat.seat,
      x: left + 14 + areaWidth + seatWidth + 28,
      width: seatWidth,
      size: 38,
    },
  ]
  for (const { name, value, x, width, size } of fields) {
    pen.line(name.toUpperCase(), x, y + 19, width, label)
    // A seat is never shortened, only smaller; an area's name may be.
    const whole = pen.measure(value, { ...large, size, spacing: 0 })
    const fits = Math.max(9, Math.min(size, (size * width * 0.98) / whole))
    pen.line(value, x, y + 55, width, { ...large, size: fits, spacing: fits > 30 ? -0.8 : 0 })
  }
}

function drawFoot(pen: Pen, { house, ticketName, priceName, price }: TicketPaper): void {
  const width = stub - left - 20
  const paid = pen.measure(price, { size: 11, weight: 700 })
  pen.line(`${ticketName}, ${priceName}`, left, 255, width - paid - 16, { size: 11, weight: 500 })
  pen.line(price, left, 255, width, { size: 11, weight: 700, align: 'right' })
  pen.line(house.note ?? text.admitsOne, left, 269, width, { size: 7.5, color: ink.faint })
}

function drawStub(pen: Pen, paper: TicketPaper): void {
  dashed(pen.sheet, [stub, 14], [stub, ticketPage.height - 14])
  const width = right - stub - 20
  const x = stub + 20
  pen.code(paper.code, x, 24, width)
  let y = 24 + width + 22
  const { seat, areaName, issue, orderNumber } = paper
  const place = seat ? `${seat.row} · ${seat.seat}` : areaName
  const whole = pen.measure(place, { size: 15, weight: 800 })
  pen.line(place, x, y, width, {
    ...{ size: Math.max(8, Math.min(15, (15 * width * 0.98) / whole)), weight: 800, align: 'center' },
  })
  y += 18
  pen.line(orderNumber, x, y, width, { size: 10, weight: 600, color: ink.soft, align: 'center' })
  y += 14
  if (issue === 1) {
    pen.line(text.issueOf(issue), x, y, width, { size: 8, color: ink.faint, align: 'center' })
    return
  }
  pen.box(x, y - 6, width, 18, ink.strong, 4)
  const reprint = `${text.reprint}  ·  ${text.issueOf(issue)}`
  pen.line(reprint, x, y + 6.5, width, { size: 9, weight: 700, color: '#ffffff', align: 'center' })
}
