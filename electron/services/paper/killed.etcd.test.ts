import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it } from 'vitest'
import { newId } from '#shared/domain/ids'
import type { Order } from '#shared/domain/order'
import { startApp } from '../../testing/app'
import type { FakePrinter, Mood } from '../../testing/fake-printer'
import {
  admin,
  jobIs,
  type PrintingTill,
  seatMinor,
  seatOn,
  sellSeats,
  startPrintingTill,
  until,
} from '../../testing/printing-till'
import { cash, newSale, seats } from '../../testing/terminal'
import { workerCluster } from '../../testing/worker-cluster'

const signIn = { username: admin.username, password: admin.password }

/** The till's own application, in a process that can be killed. */
async function inProcess({ namespace, dataDir }: PrintingTill) {
  const cluster = await workerCluster()
  const script = join(import.meta.dirname, '../../testing/app-process.ts')
  const options = JSON.stringify({ dataDir, namespace, endpoints: cluster.endpoints })
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', script, options], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  if (!child.stdout) throw new Error('no stdout')
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async () =>
    JSON.parse((await lines.next()).value ?? '{}') as { value?: unknown; problem?: string }
  await next()
  return {
    async call(name: string, input: unknown): Promise<unknown> {
      child.stdin?.write(`${JSON.stringify({ call: name, input })}\n`)
      const { value, problem } = await next()
      if (problem) throw new Error(problem)
      return value
    },
    async kill() {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      const [, signal] = await gone
      expect(signal).toBe('SIGKILL')
    },
  }
}

/** Sells seats 4, 5 and 6 in a process, and kills it when the printer has got `until` where it should. */
async function killedAfter(till: PrintingTill, mood: Mood, got: (printer: FakePrinter) => Promise<void>) {
  await till.app.app.close()
  await till.printer.become(mood)
  const process = await inProcess(till)
  await process.call('session.signIn', signIn)
  const sale = newSale()
  await process.call('selling.hold', { ...sale, wanted: seats(4, 5, 6) })
  const { order } = (await process.call('selling.commit', {
    ...sale,
    payments: cash(3 * seatMinor),
  })) as { order: Order }
  await got(till.printer)
  await process.kill()
  return order
}

async function startAgain({ namespace, dataDir }: PrintingTill) {
  const app = await startApp(await workerCluster(), { namespace, dataDir })
  const page = app.page()
  await page.session.signIn(signIn)
  return { app, page }
}

const numbers = ({ sheets }: FakePrinter) => sheets.map(seatOn)

describe('a terminal that is killed', () => {
  it('before a byte of a ticket left sends none by itself, and all of them when somebody says so', async () => {
    await using till = await startPrintingTill()
    const order = await killedAfter(till, 'out-of-paper', printer => printer.asked(1))
    await till.printer.become('well')
    const { app, page } = await startAgain(till)
    await using _ = app
    const desk = await until(page, () => true)
    expect(desk.jobs).toMatchObject([{ number: order.number, state: 'failed', sent: 0, printed: 0 }])
    // Another sale prints its own ticket, and wakes nothing.
    await sellSeats(page, 9)
    await until(page, now => now.jobs.some(({ state }) => state === 'printed'))
    expect(numbers(till.printer)).toEqual(['A 10'])
    await page.paper.retry({ jobId: desk.jobs[0]?.jobId ?? '' })
    await until(page, now => now.jobs.every(({ state }) => state === 'printed'))
    expect(numbers(till.printer)).toEqual(['A 10', 'A 5', 'A 6', 'A 7'])
  })

  it('between sending and hearing that it is printed asks a person about what may be out', async () => {
    await using till = await startPrintingTill()
    const order = await killedAfter(till, 'stuck', printer => printer.printed(2))
    await till.printer.become('well')
    const { app, page } = await startAgain(till)
    await using _ = app
    const desk = await until(page, () => true)
    expect(desk.jobs).toMatchObject([{ number: order.number, state: 'unsure', sent: 2, printed: 0 }])
    expect(till.printer.sheets).toHaveLength(2)
    await page.paper.dismiss({ jobId: desk.jobs[0]?.jobId ?? '' })
    expect(till.printer.sheets).toHaveLength(2)
  })

  it('after the first of three was confirmed prints the other two, on somebody’s word, and never the first again', async () => {
    await using till = await startPrintingTill()
    const order = await killedAfter(till, 'stuck-after-one', printer => printer.printed(3))
    await till.printer.become('well')
    const { app, page } = await startAgain(till)
    await using _ = app
    const desk = await until(page, () => true)
    expect(desk.jobs).toMatchObject([{ number: order.number, state: 'unsure', sent: 3, printed: 1 }])
    await page.paper.retry({ jobId: desk.jobs[0]?.jobId ?? '' })
    await until(page, jobIs('printed'))
    expect(numbers(till.printer)).toEqual(['A 5', 'A 6', 'A 7', 'A 6', 'A 7'])
  })

  it('when everything was confirmed has nothing to ask, and the same sale sent again prints nothing', async () => {
    await using till = await startPrintingTill()
    const order = await killedAfter(till, 'well', async printer => {
      await printer.printed(3)
      await printer.hungUp()
    })
    const { app, page } = await startAgain(till)
    await using _ = app
    const desk = await until(page, () => true)
    expect(desk.jobs.filter(({ state }) => state !== 'printed')).toEqual([])
    await page.selling.settle({ orderId: order.orderId })
    await page.orders.settleStep({ orderId: order.orderId, operationId: newId() })
    expect(till.printer.sheets).toHaveLength(3)
  })
})
