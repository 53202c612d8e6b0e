import { appendFile, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isDefinedError, ORPCError, safe } from '@orpc/client'
import { describe, expect, it } from 'vitest'
import { newId } from '#shared/domain/ids'
import { startApp } from '../../testing/app'
import { smallHouse } from '../../testing/house'
import {
  admin,
  doorOf,
  jobIs,
  seatMinor,
  seatOn,
  sellSeats,
  settingsFor,
  startPrintingTill,
  until,
} from '../../testing/printing-till'
import { cash, newSale, seats, standing } from '../../testing/terminal'
import { workerCluster } from '../../testing/worker-cluster'

describe('after a sale', () => {
  it('prints one ticket a seat, each with its own seat and a code that a door without network verifies', async () => {
    await using till = await startPrintingTill()
    const { order } = await sellSeats(till.page, 3, 12)
    await till.printer.printed(2)
    expect(till.printer.sheets.map(seatOn)).toEqual(['A 4', 'B 3'])
    const door = await doorOf(till.namespace)
    const { eventId, hall } = smallHouse
    expect(till.printer.sheets.map(({ code }) => door(code))).toMatchObject(
      [3, 12].map(slot => ({
        outcome: 'genuine',
        ticket: { eventId, areaId: hall.areaId, slot, orderId: order.orderId, issue: 1, terminalId: 'T01' },
      })),
    )
    const desk = await until(till.page, jobIs('printed'))
    expect(desk.jobs[0]).toMatchObject({ number: order.number, tickets: 2, printed: 2 })
  })

  it('kicks the drawer with the first byte, within a second of the sale', async () => {
    await using till = await startPrintingTill({ printsReceipt: true })
    const sale = newSale()
    await till.page.selling.hold({ ...sale, wanted: seats(0) })
    const enterAt = performance.now()
    await till.page.selling.commit({ ...sale, payments: cash(seatMinor, 50_00) })
    await till.printer.printed(2)
    expect([...(till.printer.beginnings.at(-1) ?? [])].slice(0, 3)).toEqual([0x1b, 0x70, 0])
    expect(till.printer.lastBeginAt - enterAt).toBeLessThan(1_000)
    const [, receipt] = till.printer.sheets
    expect(receipt?.lines.join('\n')).toMatch(/Cash +€50\.00\nChange +€10\.00/)
    expect(till.printer.kicks).toBe(1)
  })

  it('prints once, however often the same sale is sent, and leaves the drawer shut for a card', async () => {
    await using till = await startPrintingTill()
    const { page } = till
    const sale = newSale()
    await page.selling.hold({ ...sale, wanted: seats(0) })
    const payments = [{ method: 'card' as const, amountMinor: seatMinor }]
    await Promise.all([
      page.selling.commit({ ...sale, payments }),
      page.selling.commit({ ...sale, payments }),
    ])
    await page.selling.settle({ orderId: sale.orderId })
    await until(page, jobIs('printed'))
    expect(till.printer.sheets).toHaveLength(1)
    expect(till.printer.kicks).toBe(0)
  })

  it('prints what was sold at once, collected, or settled by a device, and not what is only reserved', async () => {
    await using till = await startPrintingTill()
    const { page, printer } = till
    const orderId = newId()
    const floorMinor = smallHouse.floor.adultMinor
    await page.selling.sellAtOnce({
      orderId,
      wanted: standing(1),
      expectedMinor: floorMinor,
      payments: cash(floorMinor),
    })
    await printer.printed(1)
    const reserved = newSale()
    await page.selling.hold({ ...reserved, wanted: seats(1) })
    await page.selling.reserve({ ...reserved, until: new Date(Date.now() + 3_600_000).toISOString() })
    const carded = newSale()
    await page.selling.hold({ ...carded, wanted: seats(2) })
    await page.selling.beginPayment({ ...carded, payments: [{ method: 'card', amountMinor: seatMinor }] })
    await page.orders.settlePayment({
      ...{ orderId: carded.orderId, operationId: newId(), outcome: 'charged', by: 'device' },
    })
    await printer.printed(2)
    await page.orders.collect({ orderId: reserved.orderId, operationId: newId(), payments: cash(seatMinor) })
    await printer.printed(3)
    const door = await doorOf(till.namespace)
    const slots = printer.sheets.slice(1).map(({ code }) => {
      const seen = door(code)
      return seen.outcome === 'genuine' && seen.ticket.slot
    })
    expect(slots).toEqual([2, 1])
  })
})

describe('a printer', () => {
  it('that is off fails the job, and prints it when somebody says so', async () => {
    await using till = await startPrintingTill()
    await till.printer.become('off')
    await sellSeats(till.page, 5)
    const off = await until(till.page, jobIs('failed'))
    expect(off).toMatchObject({ printer: { state: 'off' }, jobs: [{ problem: 'off', sent: 0 }] })
    await till.printer.become('well')
    await till.page.paper.retry({ jobId: off.jobs[0]?.jobId ?? '' })
    await until(till.page, jobIs('printed'))
    expect(till.printer.sheets).toHaveLength(1)
  })

  it('that is out of paper is waited for, and goes on by itself with a new roll', async () => {
    await using till = await startPrintingTill()
    await till.printer.become('out-of-paper')
    await sellSeats(till.page, 5, 6)
    const empty = await until(till.page, desk => desk.printer.state === 'out-of-paper')
    expect(empty.jobs[0]).toMatchObject({ state: 'printing', problem: 'out-of-paper', sent: 0 })
    await till.printer.become('well')
    const done = await until(till.page, jobIs('printed'))
    expect(done.printer).toMatchObject({ state: 'ready', paperLow: false })
    expect(till.printer.sheets).toHaveLength(2)
  })

  it('that is slow is called so, and what it has taken is not sent again when it is given up', async () => {
    await using till = await startPrintingTill()
    await till.printer.become('stuck')
    await sellSeats(till.page, 5)
    const slow = await until(till.page, desk => desk.printer.state === 'slow')
    expect(slow.jobs[0]).toMatchObject({ state: 'printing', sent: 1, printed: 0 })
    await till.page.paper.dismiss({ jobId: slow.jobs[0]?.jobId ?? '' })
    await until(till.page, desk => desk.jobs.length === 0)
    expect(till.printer.sheets).toHaveLength(1)
  })

  it('that never answers is printed on all the same', async () => {
    await using till = await startPrintingTill()
    await till.printer.become('mute')
    await sellSeats(till.page, 5, 6)
    await until(till.page, jobIs('printed'))
    await till.printer.printed(2)
  })

  it('at a device file that is not there is off', async () => {
    await using till = await startPrintingTill()
    const address = { kind: 'device' as const, path: '/dev/usb/lp99' }
    await till.page.paper.setPrinter({ operationId: newId(), printer: { ...settingsFor(1), address } })
    await sellSeats(till.page, 5)
    expect((await until(till.page, jobIs('failed'))).printer.state).toBe('off')
  })

  it('prints a test page, and opens the drawer with its reason in the audit trail first', async () => {
    await using till = await startPrintingTill()
    await till.page.paper.testPage({})
    await till.printer.printed(1)
    expect(till.printer.sheets[0]?.lines.join()).toContain('Printer test')
    const reason = 'Change for the bar'
    expect(await till.page.paper.openDrawer({ operationId: newId(), reason })).toEqual({ opened: true })
    await till.printer.kicked(1)
    const { rows } = await till.page.admin.query({ prefix: 'audit:' })
    const trail = JSON.stringify(rows)
    for (const said of ['printer-set', 'drawer-opened', reason]) expect(trail).toContain(said)
  })
})

describe('after a crash', () => {
  it('what was sent and not confirmed is asked about, and printed by nobody but a person', async () => {
    const cluster = await workerCluster()
    await using till = await startPrintingTill()
    await till.printer.become('stuck')
    const { order } = await sellSeats(till.page, 4, 5, 6)
    await until(till.page, desk => desk.jobs[0]?.sent === 2)
    await till.printer.printed(2)
    // The journal as the crash leaves it, with a line torn in the writing.
    const journal = join(till.dataDir, 'paper.ndjson')
    const asLeft = await readFile(journal, 'utf8')
    await till.app.app.close()
    await writeFile(journal, `${asLeft}{"t":"confir`)
    await till.printer.become('well')

    await using again = await startApp(cluster, { namespace: till.namespace, dataDir: till.dataDir })
    const page = again.page()
    await page.session.signIn({ username: admin.username, password: admin.password })
    const desk = await until(page, () => true)
    expect(desk.jobs).toMatchObject([
      { number: order.number, state: 'unsure', tickets: 3, sent: 2, printed: 0 },
    ])
    await sellSeats(page, 9)
    await until(page, now => now.jobs.some(({ state }) => state === 'printed'))
    expect(till.printer.sheets).toHaveLength(3)
    await page.paper.retry({ jobId: desk.jobs[0]?.jobId ?? '' })
    await till.printer.printed(6)
    await until(page, now => now.jobs.every(({ state }) => state === 'printed'))
  })

  it('a sale that is found made is asked about, and not printed by itself', async () => {
    const cluster = await workerCluster()
    await using till = await startPrintingTill({ printsTickets: false, opensDrawer: false })
    const { order } = await sellSeats(till.page, 7)
    const printer = settingsFor(till.printer.port)
    await till.page.paper.setPrinter({ operationId: newId(), printer })
    await till.app.app.close()
    // As if the terminal had stopped before it wrote down that the sale was made.
    const begun = { t: 'begin', orderId: order.orderId, at: order.startedAt }
    await appendFile(join(till.dataDir, 'journal.ndjson'), `${JSON.stringify(begun)}\n`)
    await using again = await startApp(cluster, { namespace: till.namespace, dataDir: till.dataDir })
    const page = again.page()
    await page.session.signIn({ username: admin.username, password: admin.password })
    const desk = await until(page, () => true)
    expect(desk.jobs).toMatchObject([{ number: order.number, state: 'failed', sent: 0 }])
    expect(till.printer.sheets).toHaveLength(0)
    await page.paper.retry({ jobId: desk.jobs[0]?.jobId ?? '' })
    await till.printer.printed(1)
  })

  it('signs with the same key, which nobody else can read', async () => {
    const cluster = await workerCluster()
    await using till = await startPrintingTill()
    const keyFile = join(till.dataDir, 'ticket-key.json')
    if (process.platform !== 'win32') expect((await stat(keyFile)).mode & 0o077).toBe(0)
    await sellSeats(till.page, 1)
    await till.printer.printed(1)
    await till.app.app.close()
    await using again = await startApp(cluster, { namespace: till.namespace, dataDir: till.dataDir })
    const page = again.page()
    await page.session.signIn({ username: admin.username, password: admin.password })
    await sellSeats(page, 2)
    await till.printer.printed(2)
    const { rows } = await page.admin.query({ prefix: 'terminal:' })
    expect(JSON.stringify(rows).match(/publicKey/g)).toHaveLength(1)
    const door = await doorOf(till.namespace)
    expect(till.printer.sheets.map(({ code }) => door(code).outcome)).toEqual(['genuine', 'genuine'])
  })
})

describe('a second paper', () => {
  it('is refused as such, and as a reprint raises the issue, says so, and is logged, once', async () => {
    await using till = await startPrintingTill()
    const { page, printer } = till
    const { order } = await sellSeats(page, 3, 4)
    await until(page, jobIs('printed'))
    const [refused] = await safe(page.paper.print({ orderId: order.orderId, what: 'tickets' }))
    expect(isDefinedError(refused) && refused.code).toBe('ALREADY_PRINTED')

    const { eventId, hall } = smallHouse
    const places = [{ eventId, areaId: hall.areaId, slot: 4 }]
    const step = { orderId: order.orderId, operationId: newId(), places }
    const again = await page.paper.reprint(step)
    await page.paper.reprint(step)
    expect(again.order.lines.map(({ issue }) => issue)).toEqual([undefined, 2])
    await printer.printed(3)
    await until(page, desk => desk.jobs.every(({ state }) => state === 'printed'))
    expect(printer.sheets).toHaveLength(3)
    const sheet = printer.sheets[2]
    expect(sheet?.lines.join('\n')).toContain('REPRINT 2')
    const door = await doorOf(till.namespace)
    expect(door(sheet?.code)).toMatchObject({ outcome: 'genuine', ticket: { slot: 4, issue: 2 } })
    const { rows } = await page.admin.query({ prefix: 'audit:' })
    expect(JSON.stringify(rows).match(/"reprint/g)).toHaveLength(1)
  })

  it('is refused for tickets that are not the order’s, or not sold', async () => {
    await using till = await startPrintingTill()
    const { page } = till
    const { order } = await sellSeats(page, 3)
    const { eventId, hall } = smallHouse
    const elsewhere = [{ eventId, areaId: hall.areaId, slot: 9 }]
    const codeOf = (asked: Promise<unknown>) =>
      asked.then(
        () => 'done',
        (error: unknown) => error instanceof ORPCError && error.code,
      )
    const step = { orderId: order.orderId, operationId: newId(), places: elsewhere }
    expect(await codeOf(page.paper.reprint(step))).toBe('NOT_ITS_TICKETS')
    await page.orders.void({ orderId: order.orderId, operationId: newId() })
    expect(await codeOf(page.paper.print({ orderId: order.orderId, what: 'tickets' }))).toBe('ORDER_IS')
    await page.paper.setPrinter({ operationId: newId(), printer: null })
    expect(await codeOf(page.paper.print({ orderId: order.orderId, what: 'receipt' }))).toBe('NO_PRINTER')
  })
})

describe('a document', () => {
  it('has five hundred tickets, and selling goes on while it is made', async () => {
    await using till = await startPrintingTill({ printsTickets: false, opensDrawer: false })
    const { page } = till
    const sale = newSale()
    const { floor, eventId } = smallHouse
    const part = {
      pick: 'any' as const,
      eventId,
      ticketType: floor.ticketType,
      priceType: 'adult',
      count: 500,
    }
    await page.baskets.holdGroup({ ...sale, parts: [part], ifNotAll: 'let-go' })
    const { order } = await page.selling.commit({ ...sale, payments: cash(500 * floor.adultMinor) })
    const startedAt = performance.now()
    const making = page.paper.pdf({ orderId: order.orderId, what: 'tickets' })
    await sellSeats(page, 0)
    const soldMs = performance.now() - startedAt
    const { fileName, base64 } = await making
    const madeMs = performance.now() - startedAt
    const pdf = Buffer.from(base64, 'base64')
    expect(fileName).toBe(`tickets-${order.number}.pdf`)
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(500)
    expect(soldMs).toBeLessThan(madeMs)
    process.stdout.write(
      `500 tickets: ${Math.round(madeMs)} ms, ${pdf.length} bytes; a sale meanwhile ${Math.round(soldMs)} ms\n`,
    )
  })
})
