import type { TerminalClient } from '#shared/contract/index'
import type { PaperDesk } from '#shared/contract/paper'
import { newId } from '#shared/domain/ids'
import type { PrinterSettings } from '#shared/domain/printer'
import { keyspace } from '../keyspace'
import { verifyTicket } from '../services/paper/code/signature'
import { startApp, type TestApp } from './app'
import { type FakePrinter, type Sheet, startFakePrinter } from './fake-printer'
import { openSmallHouse, smallHouse } from './house'
import { cash, newSale, seats } from './terminal'
import { workerCluster } from './worker-cluster'

export const admin = { username: 'ines', name: 'Ines Calder', password: 'lighthouse-7' }
export const seatMinor = smallHouse.hall.adultMinor

export const settingsFor = (port: number, more: Partial<PrinterSettings> = {}) => ({
  address: { kind: 'network' as const, host: '127.0.0.1', port },
  ...{ widthMm: 80 as const, printsTickets: true, printsReceipt: false, opensDrawer: true, ...more },
})

export interface PrintingTill extends AsyncDisposable {
  app: TestApp
  page: TerminalClient
  printer: FakePrinter
  namespace: string
  dataDir: string
}

/** A terminal of a house that is on sale, with an admin signed in and a printer that prints tickets by itself. */
export async function startPrintingTill(more: Partial<PrinterSettings> = {}): Promise<PrintingTill> {
  const cluster = await workerCluster()
  const namespace = cluster.freshNamespace()
  await openSmallHouse(cluster.connection(namespace), 600)
  const printer = await startFakePrinter()
  const app = await startApp(cluster, { namespace })
  const page = app.page()
  await page.session.setUp(admin)
  await page.paper.setPrinter({ operationId: newId(), printer: settingsFor(printer.port, more) })
  return {
    ...{ app, page, printer, namespace, dataDir: app.dataDir },
    async [Symbol.asyncDispose]() {
      await app[Symbol.asyncDispose]()
      await printer[Symbol.asyncDispose]()
    },
  }
}

/** The first state of the desk for which `is` holds. */
export async function until(page: TerminalClient, is: (desk: PaperDesk) => boolean): Promise<PaperDesk> {
  for await (const { value } of await page.paper.jobs({})) if (is(value)) return value
  throw new Error('the feed ended')
}
export const jobIs = (state: string) => (desk: PaperDesk) => desk.jobs[0]?.state === state

export async function sellSeats(page: TerminalClient, ...slots: number[]) {
  const sale = newSale()
  await page.selling.hold({ ...sale, wanted: seats(...slots) })
  return page.selling.commit({ ...sale, payments: cash(slots.length * seatMinor) })
}

/** Row and seat as they stand on a ticket of the small house: `A 4`. */
export const seatOn = ({ lines }: Sheet): string | undefined =>
  lines.map(line => line.trim().replace(/ +/, ' ')).find(line => /^[AB] \d+$/.test(line))

/** What a door knows: the public keys in the terminals' permanent records, and nothing else. */
export async function doorOf(namespace: string) {
  const cluster = await workerCluster()
  const { kvs } = await cluster.connection(namespace).range(keyspace.terminal.prefix(), 'terminal;')
  const keys = new Map(
    kvs.map(kv => [keyspace.terminal.read(kv).terminalId, keyspace.terminal.read(kv).ticketKeys ?? []]),
  )
  return (code: string | undefined) => verifyTicket(code ?? '', terminalId => keys.get(terminalId) ?? [])
}
