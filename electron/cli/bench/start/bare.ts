import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { readOrDrawCluster } from '../../../cluster/local/cluster-file'
import { clientUrl, nodeArguments } from '../../../cluster/local/node-arguments'
import type { EtcdBinary } from '../../../cluster/local/obtain/binary'
import { waitForQuorum } from '../../../cluster/local/quorum'
import { launchBrowser, shown } from './browser'

/** How long the cluster of a data folder takes to answer, as bare etcd processes. In milliseconds. */
export async function startCluster(dataDir: string, binary: EtcdBinary): Promise<number> {
  const startedAt = performance.now()
  const cluster = await readOrDrawCluster(dataDir, 3)
  const nodes = cluster.nodes.map(node => {
    const folder = join(dataDir, 'etcd', node.name)
    return spawn(binary.path, nodeArguments(cluster, node, folder, binary.version), { stdio: 'ignore' })
  })
  try {
    await waitForQuorum(cluster.nodes.map(clientUrl), AbortSignal.timeout(60_000))
    return performance.now() - startedAt
  } finally {
    await Promise.all(nodes.map(ended))
  }
}

async function ended(node: ChildProcess): Promise<void> {
  if (node.exitCode !== null || node.signalCode !== null) return
  const exit = once(node, 'exit')
  // etcd may be killed at any moment; asked to end, it would wait for its peers.
  node.kill('SIGKILL')
  await exit
}

/** How long a browser takes to show a page that is a file. In milliseconds. */
export async function openPage(dataDir: string): Promise<number> {
  const path = join(dataDir, 'bare-page.html')
  await writeFile(path, '<!doctype html><title>Bare</title><h1>Bare</h1>')
  const startedAt = performance.now()
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage()
    await page.goto(pathToFileURL(path).href)
    await shown(page, 'h1', 'Bare')
    return performance.now() - startedAt
  } finally {
    await browser.close()
  }
}
