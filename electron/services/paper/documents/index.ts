import type { DocumentKind } from '#shared/contract/paper'
import type { Order, Place, TicketLine } from '#shared/domain/order'
import { isSamePlace, keptLines } from '#shared/domain/order-rules'
import { Refusal } from '#shared/errors/refusals'
import type { Replica } from '../../../replica'
import type { Signer } from '../code/signature'
import { accountPdf, ticketsPdf } from '../drawing/pdf'
import type { StoredJob } from '../journal'
import { rollAccount, rollTest, rollTicket } from '../roll/papers'
import type { WidthMm } from '../roll/roll'
import { invoicePaper, receiptPaper } from './account'
import { paperHouse } from './house'
import { type TicketPaper, ticketPaper } from './ticket'

/** An order's papers, as this terminal makes them. */
export interface Documents {
  /** The tickets of an order that are asked for. @throws Refusal `NOT_ITS_TICKETS`, `ORDER_IS` unless it is sold */
  ticketsOf(order: Order, places?: readonly Place[]): TicketLine[]
  /** A piece of paper of a job, for the roll; nothing where the ticket was given back or issued anew since. */
  piece(job: StoredJob, piece: number, order: Order, widthMm: WidthMm): Promise<Uint8Array>
  testPage(widthMm: WidthMm): Promise<Uint8Array>
  /** @throws Refusal `NOT_FOUND` for an invoice that there is not, and as `ticketsOf` */
  pdf(what: {
    orderId: string
    what: DocumentKind
    places?: Place[] | undefined
  }): Promise<{ fileName: string; base64: string }>
}

export function documentsOf(options: {
  replica: Replica
  /** @throws Refusal `TICKET_KEY_REVOKED` */
  signer(): Signer
  readOrder(orderId: string): Promise<Order>
}): Documents {
  const { replica, signer, readOrder } = options
  const houseOf = (order: Order) => {
    const event = replica.state.houses.get(order.lines[0]?.eventId ?? '')?.event?.value
    return paperHouse(replica.state, event?.venueId)
  }
  const ticketOf = (order: Order, line: TicketLine): TicketPaper => {
    const event = replica.state.houses.get(line.eventId)?.event?.value
    const house = paperHouse(replica.state, event?.venueId)
    return ticketPaper(order, line, { house, event: event ?? {}, signer: signer() })
  }
  const ticketsOf = (order: Order, places?: readonly Place[]): TicketLine[] => {
    if (order.status !== 'sold') throw new Refusal('ORDER_IS', { number: order.number, status: order.status })
    const kept = keptLines(order)
    if (!places) return kept
    const found = places.map(place => kept.find(line => isSamePlace(line, place)))
    const missing = places.filter((_, n) => !found[n])
    if (missing.length > 0) throw new Refusal('NOT_ITS_TICKETS', { number: order.number, places: missing })
    return found.filter(line => line !== undefined)
  }
  return {
    ticketsOf,
    async piece({ places }, piece, order, widthMm) {
      const place = places[piece]
      if (!place) return rollAccount(receiptPaper(order, houseOf(order)), widthMm)
      const line = keptLines(order).find(
        one => isSamePlace(one, place) && (one.issue ?? 1) === (place.issue ?? 1),
      )
      return line ? rollTicket(ticketOf(order, line), widthMm) : new Uint8Array()
    },
    testPage: widthMm => rollTest(paperHouse(replica.state), widthMm),
    async pdf({ orderId, what, places }) {
      const order = await readOrder(orderId)
      if (what === 'tickets' || what === 'sheets') {
        const lines = ticketsOf(order, places)
        const bytes = await ticketsPdf(
          lines.map(line => ticketOf(order, line)),
          what === 'sheets',
        )
        return { fileName: `tickets-${order.number}.pdf`, base64: bytes.toString('base64') }
      }
      const house = houseOf(order)
      const paper = what === 'receipt' ? receiptPaper(order, house) : invoicePaper(order, house)
      if (!paper) throw new Refusal('NOT_FOUND', { what: 'invoice', id: order.number })
      const bytes = await accountPdf(paper)
      return { fileName: `${what}-${paper.number}.pdf`, base64: bytes.toString('base64') }
    },
  }
}
