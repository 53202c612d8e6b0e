import { readFile, rm } from 'node:fs/promises'
import type { Log } from '../../logging/log'
import { dataFolderFailure, LocalClusterFailure, messageOf } from './failure'
import { endProcesses, isRunning } from './processes'
import type { ProcessRecord } from './supervisor-protocol'

/**
 * Ends what a killed supervisor left running on this data folder.
 * @throws LocalClusterFailure `in-use` when the application that started them still runs, or one of them cannot be ended.
 */
export async function endLeftovers(recordPath: string, log: Log): Promise<void> {
  const record = await readRecord(recordPath, log)
  if (record === undefined) return
  if (record.owner.pid !== process.pid && (await isRunning(record.owner))) {
    throw new LocalClusterFailure(
      'in-use',
      `This data folder's cluster is run by another process of the application, ${record.owner.pid}. Close that one first.`,
    )
  }
  try {
    // The supervisor first: it would start its nodes again.
    await endProcesses([record.supervisor])
    await endProcesses(record.nodes)
  } catch (error) {
    throw new LocalClusterFailure('in-use', `An earlier run left a process behind. ${messageOf(error)}`, {
      cause: error,
    })
  }
  await rm(recordPath, { force: true })
  log.warn({ 'event.action': 'cluster-leftovers-ended' }, 'ended the nodes an earlier run had left')
}

async function readRecord(path: string, log: Log): Promise<ProcessRecord | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    if (!(error instanceof SyntaxError)) throw dataFolderFailure(path, error)
    // It is written whole, so that only the loss of power leaves half of it, and then nothing was left running.
    log.warn({ 'error.message': error.message, 'file.path': path }, 'the record of running nodes is broken')
    return undefined
  }
}
