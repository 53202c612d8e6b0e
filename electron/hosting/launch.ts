import { type App, createApp } from '../app'
import { claimDataFolder, type OwnedFolder, type RunRecord } from '../data-folder'
import { openLog } from '../logging'
import type { Log } from '../logging/log'
import type { Flags } from './flags'

/** The data folder is ours and the log is open. */
export interface Launch {
  outcome: 'owned'
  log: Log
  folder: OwnedFolder
  /** Starts the application; it says in the data folder which cluster it uses as soon as that is known. */
  start(): App
  /** Ends the application, if it was started, and gives the data folder back. */
  close(): Promise<void>
}

/** Another process has the data folder, and this is where it is found. */
export interface Running {
  outcome: 'running'
  record: RunRecord
}

/** How long one that is only starting may take to say where it is found. */
const PATIENCE_MS = 30_000

/**
 * Claims the data folder for this process and opens its log, or finds the process that has it.
 *
 * @throws DataFolderFailure and other errors whose message is a sentence.
 */
export async function launch(
  flags: Flags,
  host: RunRecord['host'],
  version: string,
): Promise<Launch | Running> {
  for (;;) {
    const claim = await claimDataFolder(flags.dataDir, host)
    if (claim.outcome === 'owned') return launchIn(claim.folder, flags, host, version)
    // A script that starts a second one reads its line as it would have read the first one's.
    const record = await claim.found(PATIENCE_MS, flags.headless ? 'endpoints' : 'address')
    if (record === 'silent')
      throw new Error(
        `Process ${claim.holder.pid} has ${flags.dataDir} and does not answer: end it, then start again.`,
      )
    if (record !== 'ended') return { outcome: 'running', record }
  }
}

async function launchIn(
  folder: OwnedFolder,
  { dataDir, endpoints, demo, nodes }: Flags,
  host: RunRecord['host'],
  version: string,
): Promise<Launch> {
  const { log, close: closeLog } = await openLog({
    dataDir,
    service: { name: 'ticketcd-box-office', version },
    onFailure: error => process.stderr.write(`The log cannot be written: ${error.message}.\n`),
  })
  log.info({ 'event.action': 'host-started', 'file.path': dataDir }, `started as ${host} host`)
  crashWithLog(log, closeLog)
  let app: App | undefined
  return {
    outcome: 'owned',
    log,
    folder,
    start() {
      app = createApp({ dataDir, endpoints, demo, nodes, version, log })
      app.endpoints
        .then(known => folder.publish({ endpoints: [...known] }))
        .catch(error => log.warn({ 'event.action': 'endpoints-unknown', error }, 'no endpoints to publish'))
      return app
    },
    async close() {
      await app?.close()
      await folder.release()
      await closeLog()
    },
  }
}

/** A bug ends the process, as it would without us, but its story is in the log first. */
function crashWithLog(log: Log, closeLog: () => Promise<void>): void {
  process.once('uncaughtException', async error => {
    process.stderr.write(`${error.stack ?? error.message}\n`)
    log.error({ 'event.action': 'host-crashed', error }, 'a bug ended the application')
    await closeLog()
    process.exit(1)
  })
}
