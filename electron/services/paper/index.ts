import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { PaperDesk, PrinterView, TicketKeysOf } from '#shared/contract/paper'
import type { SessionUser } from '#shared/contract/session'
import { newId } from '#shared/domain/ids'
import type { Order, Place, TicketLine } from '#shared/domain/order'
import { isSamePlace, keptLines } from '#shared/domain/order-rules'
import type { PrinterSettings } from '#shared/domain/printer'
import { Refusal } from '#shared/errors/refusals'
import type { Connection } from '../../cluster/model'
import type { Log } from '../../logging/log'
import { Feed, type Replica } from '../../replica'
import type { Book } from '../book'
import { type Clock, instantOf } from '../clock'
import { type KeyStore, openTerminalKey } from './code/terminal-key'
import { revokeTicketKey, ticketKeysOf } from './code/ticket-keys'
import { type Documents, documentsOf } from './documents'
import { loadCanvas } from './drawing/canvas'
import { openPrintJournal, type StoredJob } from './journal'
import { createSettings } from './settings'
import { createSpool } from './spool'
import { linesAt, stepPaper } from './step-paper'

/** Everything a terminal puts on paper. Nothing here decides what was sold: it prints what orders say. */
export interface Paper extends Pick<Documents, 'pdf'> {
  readonly desk: Feed<PaperDesk, PaperDesk>
  /** After a sale at this terminal: prints what the settings say, once for each order, and does not keep anybody waiting. */
  sold(order: Order): void
  /**
   * After a step on an order at this terminal: the tickets it brought (a collected reservation's, those of an exchange)
   * and the receipt of what was paid or given back come out as after a sale, and the drawer opens for cash. Asked again
   * for the same step, it prints nothing again.
   */
  afterStep(order: Order, operationId: string): void
  /** After two orders changed places here: prints the new ticket of each. */
  swapped(step: {
    orderId: string
    operationId: string
    place: Place
    with: { orderId: string; place: Place }
  }): void
  /** A sale that was found made after this terminal had stopped in the middle of it: whether to print it is asked. */
  recovered(order: Order): Promise<void>
  /** @throws Refusal `NO_PRINTER`, `NOT_FOUND`, `NOT_ITS_TICKETS`, `ORDER_IS`, `ALREADY_PRINTED` */
  print(what: {
    orderId: string
    what: 'tickets' | 'receipt' | 'both'
    places?: Place[] | undefined
  }): Promise<{ jobId: string }>
  /** Prints tickets whose issue was raised; nothing without a printer. */
  reprinted(order: Order, places: Place[]): Promise<{ jobId?: string }>
  retry(jobId: string): Promise<void>
  dismiss(jobId: string): Promise<void>
  /** @throws Refusal `NO_PRINTER` */
  testPage(): void
  /** @throws Refusal `NO_PRINTER` */
  openDrawer(by: SessionUser, step: { operationId: string; reason: string }): Promise<{ opened: boolean }>
  /** @throws Refusal `EDITED_MEANWHILE` */
  setPrinter(
    by: SessionUser,
    step: { operationId: string; printer: PrinterSettings | null },
  ): Promise<PrinterView>
  ticketKeys(): TicketKeysOf[]
  /** @throws Refusal `NOT_FOUND`, `EDITED_MEANWHILE` */
  revokeTicketKey(
    by: SessionUser,
    step: { operationId: string; terminalId: string; publicKey: string; reason: string },
  ): Promise<void>
  /** @throws Refusal `EDITED_MEANWHILE` */
  renewTicketKey(by: SessionUser, step: { operationId: string }): Promise<void>
  close(): Promise<void>
}

export interface PaperOptions {
  connection: Connection
  replica: Replica
  terminalId: string
  dataDir: string
  clock: Clock
  book: Book
  /** Where the key is that tickets are signed with. */
  keys: KeyStore
  readOrder(orderId: string): Promise<Order>
  log: Log
}

/** How many of the last sales and steps are remembered that needed nothing but the drawer. */
const rememberedDrawers = 1_000

/** Opens the print journal and the printer's settings. What an earlier life left unprinted is asked about. */
export async function createPaper(options: PaperOptions): Promise<Paper> {
  const { replica, dataDir, clock, book, readOrder, log } = options
  const ticketKey = await openTerminalKey(options)
  const settings = await createSettings(options)
  const journal = await openPrintJournal(join(dataDir, 'paper.ndjson'), log, clock.now())
  const documents = documentsOf({ replica, signer: ticketKey.signer, readOrder })
  const epoch = randomUUID()
  let changes = 0
  const publish = () => desk.publish(++changes, now())
  const spool = createSpool({
    ...{ journal, log, onChange: publish },
    settings: () => settings.current,
    render: async (job, piece, order) =>
      documents.piece(job, piece, order ?? (await readOrder(job.orderId)), settings.current?.widthMm ?? 80),
  })
  const printer = (): PrinterView => ({
    ...{ state: spool.printer, paperLow: spool.paperLow },
    ...(settings.current && { settings: settings.current }),
  })
  const now = (): PaperDesk => ({ printer: printer(), jobs: spool.jobs() })
  const desk = new Feed<PaperDesk, PaperDesk>(() => ({ epoch, revision: changes, value: now() }))
  const opened = new Set<string>()

  const requirePrinter = (): PrinterSettings => {
    if (!settings.current) throw new Refusal('NO_PRINTER', {})
    return settings.current
  }
  const jobOf = (
    { orderId, number }: Order,
    lines: readonly TicketLine[],
    more: { jobId?: string; receipt: boolean },
  ): StoredJob => ({
    ...{ jobId: newId(), orderId, number, at: instantOf(clock) },
    places: lines.map(({ eventId, areaId, slot, issue = 1 }) => ({ eventId, areaId, slot, issue })),
    ...more,
  })
  /** Whether a paper of this very issue is out, may be, or is about to be. */
  const isPrinted = ({ orderId }: Order, line: TicketLine): boolean =>
    [...journal.jobs.values()].some(({ job, sent, dismissed }) => {
      if (job.orderId !== orderId) return false
      const piece = job.places.findIndex(
        place => isSamePlace(place, line) && place.issue === (line.issue ?? 1),
      )
      return piece >= 0 && (piece < sent || !dismissed)
    })
  const saleOf = (order: Order, { printsTickets, printsReceipt }: PrinterSettings) =>
    jobOf(order, printsTickets ? keptLines(order) : [], {
      ...{ jobId: `${order.orderId}.sale`, receipt: printsReceipt },
    })
  const notPrinted = ({ orderId }: { orderId: string }, error: unknown) =>
    log.error({ 'event.action': 'print-failed', 'order.id': orderId, err: error }, 'not printed')

  /** Prints what the settings say of these papers and opens the drawer for cash: once for each `jobId`. */
  const byItself = (
    order: Order,
    papers: { jobId: string; lines: readonly TicketLine[]; receipt: boolean; movesCash: boolean },
  ) => {
    const printing = settings.current
    const { jobId, movesCash } = papers
    if (!printing || journal.jobs.has(jobId) || opened.has(jobId)) return
    opened.add(jobId)
    for (const oldest of opened) {
      if (opened.size <= rememberedDrawers) break
      opened.delete(oldest)
    }
    const lines = printing.printsTickets ? papers.lines.filter(line => !isPrinted(order, line)) : []
    const job = jobOf(order, lines, { jobId, receipt: printing.printsReceipt && papers.receipt })
    const kick = printing.opensDrawer && movesCash
    const isEmpty = job.places.length === 0 && !job.receipt
    const work = isEmpty ? kick && spool.kick() : spool.add(job, { kick, order })
    Promise.resolve(work).catch((error: unknown) => notPrinted(order, error))
  }
  const sold = (order: Order) => {
    if (order.status !== 'sold') return
    byItself(order, {
      ...{ jobId: `${order.orderId}.sale`, lines: keptLines(order), receipt: true },
      movesCash: order.payments.some(({ method, status }) => method === 'cash' && status === 'captured'),
    })
  }

  // The first ticket of the day need not wait for the letters.
  if (settings.current) void loadCanvas().catch(() => {})

  return {
    desk,
    pdf: documents.pdf,
    sold,
    afterStep(order, operationId) {
      const { isSale, lines, hasReceipt, movesCash } = stepPaper(order, operationId)
      if (isSale) return sold(order)
      byItself(order, {
        ...{ jobId: `${order.orderId}.${operationId}`, lines, receipt: hasReceipt, movesCash },
      })
    },
    swapped({ operationId, ...step }) {
      const bring = async (orderId: string, place: Place) => {
        const order = await readOrder(orderId)
        const jobId = `${orderId}.${operationId}`
        byItself(order, { jobId, lines: linesAt(order, [place]), receipt: false, movesCash: false })
      }
      Promise.all([bring(step.orderId, step.with.place), bring(step.with.orderId, step.place)]).catch(
        (error: unknown) => notPrinted(step, error),
      )
    },
    async recovered(order) {
      const printing = settings.current
      if (!printing || order.status !== 'sold') return
      const job = saleOf(order, printing)
      if (!journal.jobs.has(job.jobId)) await spool.ask(job)
    },
    async print({ orderId, what, places }) {
      requirePrinter()
      const order = await readOrder(orderId)
      const lines = what === 'receipt' ? [] : documents.ticketsOf(order, places)
      if (lines.some(line => isPrinted(order, line)))
        throw new Refusal('ALREADY_PRINTED', { number: order.number })
      const job = jobOf(order, lines, { receipt: what !== 'tickets' })
      await spool.add(job, { kick: false, order })
      return { jobId: job.jobId }
    },
    async reprinted(order, places) {
      if (!settings.current) return {}
      // The same reprint asked for again is the same one: its issue is on paper, or about to be.
      const lines = documents.ticketsOf(order, places).filter(line => !isPrinted(order, line))
      if (lines.length === 0) return {}
      const job = jobOf(order, lines, { receipt: false })
      await spool.add(job, { kick: false, order })
      return { jobId: job.jobId }
    },
    retry: spool.retry,
    dismiss: spool.dismiss,
    testPage() {
      const { widthMm } = requirePrinter()
      spool
        .once(() => documents.testPage(widthMm))
        .catch((error: unknown) => log.error({ 'event.action': 'print-failed', err: error }, 'no test page'))
    },
    async openDrawer(by, { operationId, reason }) {
      requirePrinter()
      const { repeated } = await book.administer({
        ...{ operationId, compare: [], success: [] },
        entry: {
          ...{ actor: by.username, action: 'drawer-opened', subject: settings.key },
          detail: { reason },
        },
      })
      return { opened: repeated === true || (await spool.kick()) }
    },
    async setPrinter(by, step) {
      await settings.set(by, step)
      if (settings.current) void loadCanvas().catch(() => {})
      publish()
      return printer()
    },
    ticketKeys: () => ticketKeysOf(replica.state, options.terminalId),
    revokeTicketKey: (by, step) => revokeTicketKey(options, by, step),
    renewTicketKey: ticketKey.renew,
    async close() {
      await spool.close()
      await journal.close()
    },
  }
}
