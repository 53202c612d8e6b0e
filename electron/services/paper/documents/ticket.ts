import { formatMoney } from '#shared/domain/money'
import type { Order, TicketLine } from '#shared/domain/order'
import type { Signer } from '../code/signature'
import { longDate, shortDate, timeOfDay } from './dates'
import type { PaperHouse } from './house'
import { seatOf } from './places'

/** What stands on one ticket, as text. How it looks is its printer's matter. */
export interface TicketPaper {
  house: PaperHouse
  eventName: string
  presenter: string | undefined
  date: string
  /** Date and time in few letters, for the stub. */
  shortDate: string
  time: string
  /** When the doors open, where the event says so. */
  doors: string | undefined
  areaName: string
  /** In large letters; without one the area is. */
  seat: { row: string; seat: string } | undefined
  /** A place that is neither a row's seat nor just the area: in large letters, too. */
  placeLabel: string
  ticketName: string
  priceName: string
  price: string
  orderNumber: string
  /** 1 for the first paper. Above that the paper says that it is a reprint. */
  issue: number
  /** What the QR code says, signed. */
  code: string
}

/** What an event says that an order does not keep. */
export interface EventFacts {
  presenter?: string | undefined
  doors?: string | undefined
}

/** The ticket of one line of an order. `signer` is the terminal's that prints it. */
export function ticketPaper(
  order: Pick<Order, 'orderId' | 'number' | 'currency'>,
  line: TicketLine,
  { house, event, signer }: { house: PaperHouse; event: EventFacts; signer: Signer },
): TicketPaper {
  const { eventId, areaId, slot, issue = 1 } = line
  const { timeZone } = house
  return {
    house,
    eventName: line.eventName,
    presenter: event.presenter,
    date: longDate(line.eventStart, timeZone),
    time: timeOfDay(line.eventStart, timeZone),
    shortDate: `${shortDate(line.eventStart, timeZone)} · ${timeOfDay(line.eventStart, timeZone)}`,
    doors: event.doors && timeOfDay(event.doors, timeZone),
    areaName: line.areaName,
    seat: seatOf(line.placeLabel),
    placeLabel: line.placeLabel,
    ticketName: line.ticketName,
    priceName: line.priceName,
    price: formatMoney(line.priceMinor, order.currency),
    orderNumber: order.number,
    issue,
    code: signer.sign({ eventId, areaId, slot, orderId: order.orderId, issue }),
  }
}
