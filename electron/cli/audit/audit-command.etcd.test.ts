import { expect, it } from 'vitest'
import { startBrowserHost } from '../../browser-host'
import type { Connection } from '../../cluster/model'
import { put, remove } from '../../cluster/txn'
import { servePages } from '../../router/serve'
import { startApp } from '../../testing/app'
import { openSmallHouse } from '../../testing/house'
import { quietLog } from '../../testing/log'
import { cash, newSale, seats, startTerminal } from '../../testing/terminal'
import { workerCluster } from '../../testing/worker-cluster'
import { CommandFailure } from '../command'
import { runCli } from '../run'
import { auditCommand } from '.'

/** Runs `cli audit` with these flags on the connection's namespace. */
async function audit(
  connection: Connection,
  flags: { json?: boolean; revision?: string; terminals?: string } = {},
  stop = false,
) {
  const { json = false, revision, terminals } = flags
  const out: string[] = []
  const err: string[] = []
  const { namespace } = connection
  const status = await auditCommand.run({
    flags: { endpoints: [...connection.endpoints], dataDir: '', namespace, json },
    values: { revision, terminals },
    positionals: [],
    io: { out: line => out.push(line), err: line => err.push(line) },
    signal: stop ? AbortSignal.abort() : new AbortController().signal,
  })
  return { status, out, err }
}

/** A small house with one sale, of seat 3. */
async function withOneSale() {
  const cluster = await workerCluster()
  const namespace = cluster.freshNamespace()
  const connection = cluster.connection(namespace)
  await openSmallHouse(connection)
  await using terminal = await startTerminal(cluster, { namespace })
  const { orderId } = newSale()
  const payments = cash(40_00)
  await terminal.selling.sellAtOnce(terminal.seller, {
    ...{ orderId, wanted: seats(3), expectedMinor: 40_00, payments },
  })
  return { connection, orderKey: `order:${orderId}` }
}

it('ends with 0 and says so where every rule holds', async () => {
  const { connection } = await withOneSale()
  expect(await audit(connection)).toMatchObject({
    status: 0,
    out: [expect.stringContaining('1 order, 1 claim,'), 'Every rule holds.'],
    err: [],
  })
  const { status, out } = await audit(connection, { json: true })
  expect(status).toBe(0)
  expect(out.map(line => JSON.parse(line))).toEqual([
    { ok: true, revision: expect.any(Number), orders: 1, claims: 1, violations: [] },
  ])
})

it('ends with 1 and names what is wrong, at the revision that was asked for', async () => {
  const { connection, orderKey } = await withOneSale()
  const claim = 'claim:recital:hall:000003'
  const wrong = await connection.txn({ compare: [], success: [remove(claim)] })
  await connection.txn({ compare: [], success: [put('order:broken', '{}')] })

  const { status, out } = await audit(connection, { json: true, revision: String(wrong.revision) })
  expect(status).toBe(1)
  expect(out.map(line => JSON.parse(line))).toEqual([
    {
      ...{ ok: false, revision: wrong.revision, orders: 1, claims: 0 },
      violations: [{ rule: 'owner-claim', keys: [orderKey, claim], detail: expect.stringContaining(claim) }],
    },
  ])
  const told = await audit(connection)
  expect(told.status).toBe(1)
  expect(told.out.join('\n')).toContain('unreadable-value: Every value is JSON in the shape of its kind.')
})

it('compares what a running terminal shows with the cluster, at the revision it shows', async () => {
  const { connection } = await withOneSale()
  const { endpoints, namespace } = connection
  await using running = await startApp({ endpoints: [...endpoints] }, { namespace })
  const servePage = servePages(running.app, quietLog)
  const host = await startBrowserHost({ port: 0, files: new Map(), servePage, log: quietLog })
  try {
    expect(await audit(connection, { terminals: host.address })).toMatchObject({ status: 0 })

    // Beside a house of the same name in which nothing was sold, the same terminal shows one sale too many.
    const empty = (await workerCluster()).connection()
    await openSmallHouse(empty)
    const { status, out } = await audit(empty, { terminals: host.address, json: true })
    expect(status).toBe(1)
    expect(JSON.parse(out.at(-1) ?? '').violations).toEqual([
      {
        rule: 'terminal-counts',
        keys: ['area:recital:hall', expect.stringMatching(/^terminal:/)],
        detail: expect.stringContaining('1 sold shown, 0 stored'),
      },
    ])
  } finally {
    await host.close()
  }
})

it('names the terminal that does not answer, and refuses what is no address', async () => {
  const { connection } = await withOneSale()
  const gone = audit(connection, { terminals: 'http://127.0.0.1:9/?token=none' })
  await expect(gone).rejects.toThrow('http://127.0.0.1:9 does not say what it shows')
  await expect(audit(connection, { terminals: 'T01' })).rejects.toMatchObject({ exitStatus: 2 })
})

it('finds nothing wrong with what populate makes, seated events and several tills included', async () => {
  const cluster = await workerCluster()
  const common = ['--endpoints', cluster.endpoints.join(), '--namespace', cluster.freshNamespace(), '--json']
  const cli = async (...args: string[]) => {
    const out: string[] = []
    const io = { out: (line: string) => out.push(line), err: () => {} }
    expect(await runCli([...args, ...common], io, new AbortController().signal)).toBe(0)
    return JSON.parse(out.at(-1) ?? '')
  }
  const amounts = ['--events', '20', '--users', '50', '--purchases', '300', '--seated-probability', '0.5']
  await cli('populate', ...amounts)
  expect(await cli('audit')).toMatchObject({ ok: true, orders: 300, violations: [] })
})

it.each(['', '0', '-3', '1.5', 'new'])('refuses "%s" as a revision', async revision => {
  const connection = (await workerCluster()).connection()
  const refused = audit(connection, { revision })
  await expect(refused).rejects.toBeInstanceOf(CommandFailure)
  await expect(refused).rejects.toMatchObject({ exitStatus: 2 })
})

it('says nothing of a keyspace that it was stopped from reading to the end', async () => {
  const { connection } = await withOneSale()
  await expect(audit(connection, { json: true }, true)).rejects.toMatchObject({ exitStatus: 1 })
})
