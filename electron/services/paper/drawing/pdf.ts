import { setImmediate as breathe } from 'node:timers/promises'
import type { AccountPaper } from '../documents/account'
import type { TicketPaper } from '../documents/ticket'
import { accountPage, drawAccount } from './account-page'
import { loadCanvas } from './canvas'
import { drawTicket, ticketPage } from './ticket-page'

/** How many tickets are drawn before the terminal sees to something else: a few milliseconds' work. */
const pagesAtOnce = 3

/** A document with one ticket a page. Its text can be selected, searched and read out. */
export async function ticketsPdf(
  papers: AsyncIterable<TicketPaper> | Iterable<TicketPaper>,
): Promise<Buffer> {
  const { PDFDocument } = await loadCanvas()
  const document = new PDFDocument({ title: 'Tickets', creator: 'TickETCD Box Office' })
  let pages = 0
  for await (const paper of papers) {
    drawTicket(document.beginPage(ticketPage.width, ticketPage.height), paper)
    document.endPage()
    if (++pages % pagesAtOnce === 0) await breathe()
  }
  return document.close()
}

/** A receipt or an invoice on A4. */
export async function accountPdf(paper: AccountPaper): Promise<Buffer> {
  const { PDFDocument } = await loadCanvas()
  const title = `${paper.title} ${paper.number}`
  const document = new PDFDocument({ title, author: paper.house.name, creator: 'TickETCD Box Office' })
  let isOpen = false
  drawAccount(() => {
    if (isOpen) document.endPage()
    isOpen = true
    return document.beginPage(accountPage.width, accountPage.height)
  }, paper)
  document.endPage()
  return document.close()
}
