import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import type { TerminalClient } from '#shared/contract/index'
import { type App, createApp } from '../app'
import type { TestCluster } from './cluster'
import { quietLog } from './log'

export interface TestApp extends AsyncDisposable {
  readonly app: App
  readonly dataDir: string
  /** A page of its own, without a transport between. */
  page(): TerminalClient
}

/** The whole application on a cluster that is there, without a host. */
export async function startApp(
  cluster: Pick<TestCluster, 'endpoints'>,
  options: { namespace: string; dataDir?: string; endpoints?: string[] },
): Promise<TestApp> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'box-office-app-')))
  const { namespace, endpoints = cluster.endpoints } = options
  const app = createApp({ dataDir, endpoints, namespace, log: quietLog, version: '0.0.0-test' })
  await app.ready
  return {
    app,
    dataDir,
    page: () => createRouterClient(app.router, { context: app.openPage() }),
    async [Symbol.asyncDispose]() {
      await app.close()
      if (!options.dataDir) await rm(dataDir, { recursive: true, force: true })
    },
  }
}
