import { setTimeout as delay } from 'node:timers/promises'
import { identify, isRunning, type ProcessIdentity } from '../cluster/local/processes'
import { ClaimFiles } from './claim-files'
import { dataFolderFailure } from './failure'
import { type RunRecord, readRunning, removeRunRecord, writeRunRecord } from './run-record'

export { DataFolderFailure, dataFolderFailure } from './failure'
export { defaultCacheDir, defaultDataDir } from './locations'
export { type RunRecord, readRunning } from './run-record'
export { readTerminalId, writeTerminalId } from './terminal-record'
export { readTicketKey, writeTicketKey } from './ticket-key'

/** The folder is ours until `release`, or until this process ends. */
export interface OwnedFolder {
  /** Tells later starts, through `run.json`, where this one is found. */
  publish(where: Pick<RunRecord, 'address' | 'endpoints'>): Promise<void>
  release(): Promise<void>
}

export type ClaimOutcome = { outcome: 'owned'; folder: OwnedFolder } | TakenFolder

/** Another process has the folder. */
export interface TakenFolder {
  outcome: 'taken'
  holder: ProcessIdentity
  /**
   * Resolves as soon as the holder says where it is found, and also where its cluster is if that is wanted; or has
   * ended; or has been silent for so long.
   */
  found(withinMs: number, wanted?: 'address' | 'endpoints'): Promise<RunRecord | 'ended' | 'silent'>
}

/**
 * Claims a data folder for this process, making the folder if need be. Of any number of processes that try at the
 * same time exactly one owns it; the claim of a process that ended, however it ended, does not count.
 *
 * @throws DataFolderFailure with a sentence when the folder cannot be used.
 */
export async function claimDataFolder(dataDir: string, host: RunRecord['host']): Promise<ClaimOutcome> {
  try {
    return await claim(dataDir, host)
  } catch (error) {
    throw dataFolderFailure(dataDir, error)
  }
}

async function claim(dataDir: string, host: RunRecord['host']): Promise<ClaimOutcome> {
  const self = await identify(process.pid)
  if (!self) throw new Error('this process cannot find itself in the list of processes')
  const claims = await ClaimFiles.in(dataDir)
  for (;;) {
    const before = await claims.highest()
    if (before?.holder && (await isRunning(before.holder))) return taken(dataDir, before.holder)
    const number = (before?.number ?? 0) + 1
    if (await claims.take(number, self)) {
      const folder = await ownedFolder(dataDir, host, self, () => claims.giveBack(number))
      return { outcome: 'owned', folder }
    }
  }
}

async function ownedFolder(
  dataDir: string,
  host: RunRecord['host'],
  self: ProcessIdentity,
  giveBack: () => Promise<void>,
): Promise<OwnedFolder> {
  let record: RunRecord = { v: 1, ...self, host }
  let written = writeRunRecord(dataDir, record)
  await written
  return {
    publish(where) {
      record = { ...record, ...where }
      // One after another: of two writes at once the older one might land last.
      written = written.catch(() => {}).then(() => writeRunRecord(dataDir, record))
      return written
    },
    async release() {
      await written.catch(() => {})
      await removeRunRecord(dataDir)
      await giveBack()
    },
  }
}

function taken(dataDir: string, holder: ProcessIdentity): TakenFolder {
  return {
    outcome: 'taken',
    holder,
    async found(withinMs, wanted = 'address') {
      const deadline = performance.now() + withinMs
      while (performance.now() < deadline) {
        if (!(await isRunning(holder))) return 'ended'
        const record = await readRunning(dataDir)
        const ofHolder = record?.pid === holder.pid && record.startedAt === holder.startedAt
        if (ofHolder && (record.host === 'desktop' || (record.address && record[wanted]))) return record
        await delay(50)
      }
      return 'silent'
    },
  }
}
