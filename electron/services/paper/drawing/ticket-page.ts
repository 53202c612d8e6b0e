import { paperText as text } from '../documents/text'
import type { TicketPaper } from '../documents/ticket'
import type { Sheet } from './canvas'
import { createPen, ink, type Pen } from './pen'

/** A third of A4, in points: it goes into a long envelope, and onto a telephone. */
export const ticketPage = { width: 595.28, height: 280.63 }

/** The house's own colour, with its name up along it. */
const band = 40
const left = 62
/** Where the stub with the code begins. */
const stub = 430
const right = ticketPage.width - 22

/** Draws a ticket over a whole page. */
export function drawTicket(sheet: Sheet, paper: TicketPaper): void {
  const pen = createPen(sheet)
  const { width, height } = ticketPage
  pen.box(0, 0, width, height, '#ffffff')
  drawBand(pen, paper)
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

function drawBand({ sheet, box, line }: Pen, { house: { name, accent } }: TicketPaper): void {
  const { height } = ticketPage
  box(0, 0, band, height, accent)
  sheet.save()
  sheet.translate(0, height)
  sheet.rotate(-Math.PI / 2)
  line(name.toUpperCase(), 16, band / 2 + 5, height - 32, {
    ...{ size: 14, weight: 800, align: 'center', color: inkOn(accent), spacing: 2.5 },
  })
  sheet.restore()
}

/** Black or white, whichever is easier to read on a colour such as `#1f4fd6`. Source: WCAG 2.2, relative luminance. */
function inkOn(color: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? ink.strong : '#ffffff'
}

const label = { size: 7.5, weight: 600 as const, color: ink.faint, spacing: 0.9 }

function drawHead(pen: Pen, { eventName, presenter, date, time, doors }: TicketPaper): void {
  const width = stub - left - 20
  if (presenter) pen.line(presenter, left, 36, width, { size: 10, weight: 600, color: ink.soft })
  const at = { x: left, y: presenter ? 64 : 56, width, most: 2, lead: 28 }
  pen.lines(eventName, at, { size: 26, weight: 800, spacing: -0.5 })
  const facts = [
    { name: text.date, value: date, x: left, width: 196 },
    { name: text.starts, value: time, x: left + 210, width: 60 },
    ...(doors ? [{ name: text.doorsOpen, value: doors, x: left + 284, width: 60 }] : []),
  ]
  for (const { name, value, x, width: room } of facts) {
    pen.line(name.toUpperCase(), x, 122, room, label)
    pen.line(value, x, 140, room, { size: 14, weight: 700 })
  }
}

/** Where to go, in the largest letters of the paper. */
function drawPlace(pen: Pen, { areaName, seat, placeLabel }: TicketPaper): void {
  const y = 158
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
  pen.line(`${ticketName}, ${priceName}`, left, 244, width - paid - 16, { size: 11, weight: 500 })
  pen.line(price, left, 244, width, { size: 11, weight: 700, align: 'right' })
  const where = [house.name, ...(house.address ? [house.address] : [])].join(', ')
  pen.line(where, left, 258, width, { size: 8, weight: 500, color: ink.soft })
  pen.line(house.note ?? text.admitsOne, left, 269, width, { size: 7.5, color: ink.faint })
}

function drawStub(pen: Pen, paper: TicketPaper): void {
  const { height } = ticketPage
  // Where it is torn: a notch at either end.
  for (const y of [0, height]) pen.box(stub - 7, y - 7, 14, 14, ink.line, 7)
  dashed(pen.sheet, [stub, 14], [stub, height - 14])
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
  const small = { size: 8, color: ink.faint, align: 'center' as const }
  pen.line(paper.eventName, x, y - 3, width, { ...small, weight: 600, color: ink.soft })
  pen.line(paper.shortDate, x, y + 8, width, small)
  y += 26
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
