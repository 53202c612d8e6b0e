import { setTimeout as delay } from 'node:timers/promises'
import pino from 'pino'
import { connect } from '../cluster/connection'
import { obtainEtcd, startLocalCluster } from '../cluster/local'
import type { Connection } from '../cluster/model'
import { claimDataFolder, defaultCacheDir, readRunning } from '../data-folder'
import { defaultNamespace } from '../keyspace'
import { CommandFailure, type Invocation } from './command'

/** An application that was just started says where its cluster is within this time. */
const startingMs = 60_000

/**
 * Runs `work` on the cluster the flags name: its endpoints, the running application's, or the data folder's own,
 * which is then started before and stopped after.
 */
export async function withCluster<T>(
  { flags, io }: Pick<Invocation, 'flags' | 'io'>,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const { endpoints, dataDir, namespace = defaultNamespace } = flags
  // What a person has to know is told in sentences.
  const log = pino({ level: 'error' }, pino.destination(2))
  const onCluster = async (at: string[]) => {
    const connection = connect({ endpoints: at, namespace, seed: `cli-${process.pid}`, log })
    try {
      return await work(connection)
    } finally {
      connection.close()
    }
  }
  if (endpoints.length > 0) return onCluster(endpoints)

  const running = (await readRunning(dataDir))?.endpoints
  if (running) return onCluster(running)

  const claim = await claimDataFolder(dataDir, 'browser')
  if (claim.outcome === 'taken') return onCluster(await endpointsSoon(dataDir))
  try {
    const onProgress = (sentence: string) => io.err(sentence)
    const binary = await obtainEtcd({ cacheDir: defaultCacheDir(), log, onProgress })
    if (binary.belowFloor)
      io.err(`etcd ${binary.version} is past its end of life: use it for a demonstration only.`)
    io.err(`Starting the cluster of ${dataDir} for the time this takes`)
    const cluster = await startLocalCluster({ dataDir, nodes: 3, binary, log })
    try {
      await claim.folder.publish({ endpoints: cluster.endpoints })
      return await onCluster(cluster.endpoints)
    } finally {
      await cluster.stop()
    }
  } finally {
    await claim.folder.release()
  }
}

async function endpointsSoon(dataDir: string): Promise<string[]> {
  for (const giveUpAt = performance.now() + startingMs; performance.now() < giveUpAt; await delay(200)) {
    const endpoints = (await readRunning(dataDir))?.endpoints
    if (endpoints) return endpoints
  }
  throw new CommandFailure(`The application that has ${dataDir} does not say where its cluster is.`)
}
