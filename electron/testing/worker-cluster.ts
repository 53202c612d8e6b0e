import { afterAll, inject } from 'vitest'
import { startCluster, type TestCluster } from './cluster'

let shared: Promise<TestCluster> | undefined

/**
 * The one node that all test files of a worker share, a namespace each. It is started when first asked for, and its
 * supervisor ends it with the worker.
 */
export function workerCluster(): Promise<TestCluster> {
  shared ??= startCluster({ nodes: 1, under: inject('clustersFolder') })
  return shared
}

/** Run before each test file: what a file leaves connected does not outlive it. */
export function closeConnectionsAfterFile(): void {
  afterAll(async () => (await shared)?.closeConnections())
}
