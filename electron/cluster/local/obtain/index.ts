import { join } from 'node:path'
import type { Log } from '../../../logging/log'
import { LocalClusterFailure, messageOf } from '../failure'
import { type EtcdBinary, floorText } from './binary'
import { CacheFolder } from './cache-folder'
import { type ReleaseArchive, releaseForThisComputer } from './release-archive'
import { type Source, sourcesElsewhere, sourcesHere } from './sources'

export interface ObtainOptions {
  /** The application's cache folder; obtained etcds are kept in a folder of it. */
  cacheDir: string
  log: Log
  /** Told in sentences what takes time. */
  onProgress?(sentence: string): void
  /** Where ETCD_BIN, PATH and TICKETCD_ETCD_MIRROR are read. Default: this process's own. */
  environment?: NodeJS.ProcessEnv
  /** The archive to download. Default: the one pinned for this computer. */
  release?: ReleaseArchive
}

/**
 * Finds an etcd on this computer, or fetches one: ETCD_BIN, PATH, the cache folder, the official release, the
 * distribution's package. The first that real use may rely on wins; without one, an older one that was found is
 * returned with `belowFloor`, and a warning is logged.
 *
 * @throws LocalClusterFailure `etcd-missing` with everything that was tried, `checksum` when a download was altered.
 */
export async function obtainEtcd(options: ObtainOptions): Promise<EtcdBinary> {
  const environment = options.environment ?? process.env
  const cache = new CacheFolder(join(options.cacheDir, 'etcd'))
  const search = new Search()
  const here = await search.through(sourcesHere(environment, cache))
  if (here) return here

  const fetching = search.tooOld === undefined || !(await cache.failedLately())
  if (fetching) {
    const release = options.release ?? releaseForThisComputer()
    const onProgress = options.onProgress ?? (() => undefined)
    const fetched = await search.through(sourcesElsewhere(environment, cache, release, onProgress))
    if (fetched) return fetched
  }
  if (search.tooOld === undefined) throw new LocalClusterFailure('etcd-missing', missingText(search.tried))
  if (fetching) await cache.noteFailure()
  options.log.warn(
    { 'event.action': 'etcd-below-floor', 'service.version': search.tooOld.version },
    `etcd ${search.tooOld.version} serves for a demonstration, not for real sales. ${search.tried.join(' ')}`,
  )
  return search.tooOld
}

/** Goes through sources until one has an etcd that is good enough, and keeps in mind what the others had. */
class Search {
  /** A sentence for each source that did not do. */
  readonly tried: string[] = []
  tooOld: EtcdBinary | undefined

  async through(sources: readonly Source[]): Promise<EtcdBinary | undefined> {
    for (const source of sources) {
      const found = await this.ask(source)
      if (found && !found.belowFloor) return found
      if (found) this.tried.push(`${source.name}: etcd ${found.version} is older than ${floorText}.`)
      this.tooOld ??= found
    }
    return undefined
  }

  private async ask(source: Source): Promise<EtcdBinary | undefined> {
    try {
      return await source.find()
    } catch (error) {
      // Nobody is to run something else in place of an archive that somebody altered.
      if (error instanceof LocalClusterFailure && error.reason === 'checksum') throw error
      this.tried.push(`${source.name}: ${messageOf(error).replace(/\.$/, '')}.`)
      return undefined
    }
  }
}

function missingText(tried: readonly string[]): string {
  const how = process.platform === 'darwin' ? 'with "brew install etcd"' : "with the system's package manager"
  return [
    'No etcd was found, and none could be fetched.',
    ...tried,
    `Install etcd ${floorText} from etcd.io or ${how}, so that it is on the PATH; or set ETCD_BIN to its file;`,
    'or set TICKETCD_ETCD_MIRROR to a copy of its release folder that can be reached from here.',
  ].join(' ')
}
