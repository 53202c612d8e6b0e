import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { TerminalClient } from '#shared/contract/index'
import { newId } from '#shared/domain/ids'
import { startApp } from '../../../testing/app'
import { admin, doorOf, jobIs, sellSeats, startPrintingTill, until } from '../../../testing/printing-till'
import { workerCluster } from '../../../testing/worker-cluster'

const signIn = { username: admin.username, password: admin.password }
const reason = 'Stolen from the foyer'

/** The public key of T01, once this till knows it: it hears of keys by its watch. */
async function keyOfT01(page: TerminalClient): Promise<string> {
  let publicKey: string | undefined
  await expect
    .poll(async () => {
      const { terminals } = await page.paper.ticketKeys({})
      publicKey = terminals.find(({ terminalId }) => terminalId === 'T01')?.keys[0]?.publicKey
      return publicKey
    })
    .toBeDefined()
  return publicKey ?? ''
}

it('of a stolen computer is revoked from another till, and lets nobody in that it signs for from then on', async () => {
  const cluster = await workerCluster()
  await using stolen = await startPrintingTill()
  const before = await sellSeats(stolen.page, 3)
  await until(stolen.page, jobIs('printed'))
  // A second later, so that its papers tell before from after.
  await expect
    .poll(() => Date.now() - Date.parse(before.order.startedAt), { timeout: 5_000 })
    .toBeGreaterThan(2_000)

  await using office = await startApp(cluster, { namespace: stolen.namespace })
  const page = office.page()
  await page.session.signIn(signIn)
  const publicKey = await keyOfT01(page)
  const known = async () =>
    (await page.paper.ticketKeys({})).terminals.map(({ terminalId, isOwn, keys }) => [
      ...[terminalId, isOwn, keys.length],
    ])
  await expect.poll(known).toEqual([
    ['T01', false, 1],
    ['T02', true, 1],
  ])
  const step = { operationId: newId(), terminalId: 'T01', publicKey, reason }
  await page.paper.revokeTicketKey(step)
  await page.paper.revokeTicketKey(step)
  const { rows } = await page.admin.query({ prefix: 'audit:' })
  expect(JSON.stringify(rows).match(/ticket-key-revoked/g)).toHaveLength(1)
  expect(JSON.stringify(rows)).toContain(reason)
  // Each till hears of it by its own watch.
  for (const till of [page, stolen.page])
    await expect
      .poll(async () => (await till.paper.ticketKeys({})).terminals[0]?.keys[0])
      .toMatchObject({ publicKey, reason, revokedBy: admin.username })

  // The paper from before: its signature is right, and whether it is a customer's only its order knows.
  const door = await doorOf(stolen.namespace)
  expect(door(stolen.printer.sheets[0]?.code)).toMatchObject({
    outcome: 'ask',
    ticket: { slot: 3, orderId: before.order.orderId },
  })

  // The till itself sells on, and puts no dead ticket on paper: not by itself, not as a document.
  const sold = await sellSeats(stolen.page, 5)
  const failed = await until(stolen.page, jobIs('failed'))
  expect(failed.jobs[0]).toMatchObject({ number: sold.order.number, problem: 'key-revoked' })
  expect(stolen.printer.sheets).toHaveLength(1)
  const document = { orderId: sold.order.orderId, what: 'tickets' as const }
  await expect(stolen.page.paper.pdf(document)).rejects.toMatchObject({ code: 'TICKET_KEY_REVOKED' })
  // Another till can.
  expect((await page.paper.pdf(document)).fileName).toContain(sold.order.number)

  // An admin at that till draws it a new key; what waited is printed, and good.
  await stolen.page.paper.renewTicketKey({ operationId: newId() })
  await stolen.page.paper.retry({ jobId: failed.jobs[0]?.jobId ?? '' })
  await stolen.printer.printed(2)
  const later = await doorOf(stolen.namespace)
  expect(later(stolen.printer.sheets[1]?.code)).toMatchObject({ outcome: 'genuine', ticket: { slot: 5 } })
})

it('is not drawn anew by a revoked till that is started again, with its key file or without', async () => {
  const cluster = await workerCluster()
  await using till = await startPrintingTill()
  const publicKey = await keyOfT01(till.page)
  await till.page.paper.revokeTicketKey({ operationId: newId(), terminalId: 'T01', publicKey, reason })
  await till.app.app.close()
  for (const isGone of [false, true]) {
    if (isGone) await rm(join(till.dataDir, 'ticket-key.json'))
    await using again = await startApp(cluster, { namespace: till.namespace, dataDir: till.dataDir })
    const page = again.page()
    await page.session.signIn(signIn)
    expect((await page.paper.ticketKeys({})).terminals[0]?.keys).toHaveLength(1)
    const { order } = await sellSeats(page, isGone ? 1 : 2)
    await expect(page.paper.pdf({ orderId: order.orderId, what: 'tickets' })).rejects.toMatchObject({
      code: 'TICKET_KEY_REVOKED',
    })
  }
})
