import { setImmediate as breathe } from 'node:timers/promises'
import type { AccountPaper } from '../documents/account'
import type { TicketPaper } from '../documents/ticket'
import { accountPage, drawAccount } from './account-page'
import { loadCanvas } from './canvas'
import { drawCut, drawTicket, ticketPage } from './ticket-page'

/** How many tickets are drawn before the terminal sees to something else: a few milliseconds' work. */
const pagesAtOnce = 3
/** A ticket is a third of A4. */
const ticketsOnSheet = 3

/**
 * A document with one ticket a page; on `sheets`, three on a page of A4, to be cut. Its text can be selected, searched
 * and read out.
 */
export async function ticketsPdf(papers: readonly TicketPaper[], sheets = false): Promise<Buffer> {
  const { PDFDocument } = await loadCanvas()
  const [first] = papers
  const title = first ? `${first.eventName.slice(0, 200)} · ${first.orderNumber}` : ''
  const document = new PDFDocument({ title, author: first?.house.name ?? '', creator: 'TickETCD Box Office' })
  const { width, height } = ticketPage
  const perPage = sheets ? ticketsOnSheet : 1
  for (let at = 0; at < papers.length; at += perPage) {
    const page = document.beginPage(width, height * perPage)
    for (const [n, paper] of papers.slice(at, at + perPage).entries()) {
      page.save()
      page.translate(0, n * height)
      drawTicket(page, paper)
      if (n > 0) drawCut(page)
      page.restore()
    }
    document.endPage()
    if ((at / perPage) % pagesAtOnce === 0) await breathe()
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
