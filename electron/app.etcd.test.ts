import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { expect, it } from 'vitest'
import type { TerminalClient } from '#shared/contract/index'
import { createApp } from './app'
import { startCluster } from './testing/cluster'
import { startFaultProxy } from './testing/fault-proxy'
import { quietLog } from './testing/log'

const folder = async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'box-office-app-'))
  return { dataDir, [Symbol.asyncDispose]: () => rm(dataDir, { recursive: true, force: true }) }
}

it('tells a page what it waits for while no cluster answers, comes up when one does, and can be closed before', async () => {
  await using cluster = await startCluster({ nodes: 1 })
  await using proxy = await startFaultProxy(cluster.endpoints[0] ?? '')
  await using own = await folder()
  const namespace = cluster.freshNamespace()
  const options = {
    dataDir: own.dataDir,
    endpoints: [proxy.address],
    namespace,
    log: quietLog,
    version: '0.0.0',
  }
  proxy.refuse()
  proxy.cut()

  const given = createApp(options)
  const page: TerminalClient = createRouterClient(given.router, { context: given.openPage() })
  await expect(page.system.welcome()).rejects.toMatchObject({ code: 'STARTING' })
  const status = await page.system.status({})
  const first = await status.next()
  expect(first.value).toMatchObject({ value: { phase: 'starting' } })
  const begun = performance.now()
  await given.close()
  expect(performance.now() - begun).toBeLessThan(3_000)

  const patient = createApp(options)
  await proxy.resume()
  await patient.ready
  const later: TerminalClient = createRouterClient(patient.router, { context: patient.openPage() })
  expect(await later.system.welcome()).toMatchObject({ terminalId: 'T01', empty: true })
  await patient.close()
})

it('refuses to run a copy of a data folder beside the original', async () => {
  await using cluster = await startCluster({ nodes: 1 })
  await using original = await folder()
  await using copied = await folder()
  const options = {
    endpoints: cluster.endpoints,
    namespace: cluster.freshNamespace(),
    log: quietLog,
    version: '0.0.0',
  }
  const first = createApp({ ...options, dataDir: original.dataDir })
  await first.ready
  await cp(original.dataDir, copied.dataDir, { recursive: true })
  const second = createApp({ ...options, dataDir: copied.dataDir })
  await expect(second.ready).rejects.toThrow(/A data folder must not be copied/)
  await second.close()
  await first.close()
}, 60_000)
