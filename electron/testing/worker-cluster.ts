import { afterAll } from 'vitest'
import { startCluster, type TestCluster } from './cluster'

let shared: Promise<TestCluster> | undefined

/** The one node that all tests of a file share, a namespace each. It is started when first asked for. */
export function workerCluster(): Promise<TestCluster> {
  shared ??= startCluster({ nodes: 1 })
  return shared
}

// Vitest loads this module anew for every test file, so this ends the file's cluster.
afterAll(async () => {
  const cluster = await shared
  await cluster?.[Symbol.asyncDispose]()
})
