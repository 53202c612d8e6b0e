import type { DocumentKind } from '#shared/contract/paper'
import { ordersText } from '../text'

export const documentsText = {
  title: 'Open as PDF',
  tickets: (chosen: number) => (chosen === 1 ? 'Ticket' : ordersText.tickets(chosen)),
  sheets: 'Three on a page',
  receipt: { paid: 'Receipt', reserved: 'Reservation' },
  invoice: 'Invoice',
  opens: (what: DocumentKind, name: string) =>
    what === 'sheets' ? 'Tickets, three on a page, as PDF' : `${name} as PDF`,
}
