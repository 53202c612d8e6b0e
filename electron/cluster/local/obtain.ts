import { join } from 'node:path'
import type { Log } from '../../logging/log'
import { type EtcdBinary, floorText, inspectEtcd } from './binary'
import { CacheFolder, etcdFileName } from './cache-folder'
import { hasDebianPackages, unpackOwnPackage, unpackSidPackage } from './debian-package'
import { LocalClusterFailure, messageOf } from './failure'
import { findOnPath } from './path-search'
import { type ReleaseArchive, releaseBaseUrl, releaseForThisComputer, unpackRelease } from './release-archive'

export interface ObtainOptions {
  /** The application's cache folder; obtained etcds are kept in a folder of it. */
  cacheDir: string
  log: Log
  /** Told in sentences what takes time. */
  onProgress?(sentence: string): void
  /** Where ETCD_BIN, PATH and TICKETCD_ETCD_MIRROR are read. Default: this process's own. */
  environment?: NodeJS.ProcessEnv
  /** Default: the one pinned for this computer. */
  release?: ReleaseArchive | undefined
}

/** One place to have an etcd from. `find` resolves to undefined where the place does not exist. */
interface Source {
  name: string
  find(): Promise<EtcdBinary | undefined>
}

/**
 * Finds an etcd on this computer, or fetches one: ETCD_BIN, PATH, the cache folder, the official release, the
 * distribution's package. The first that real use may rely on wins; without one, an older one that was found is
 * returned with `belowFloor`, and a warning is logged.
 *
 * @throws LocalClusterFailure `etcd-missing` with everything that was tried, `checksum` when a download was altered.
 */
export async function obtainEtcd(options: ObtainOptions): Promise<EtcdBinary> {
  const tried: string[] = []
  let tooOld: EtcdBinary | undefined
  for (const source of sourcesOf(options)) {
    try {
      const found = await source.find()
      if (found && !found.belowFloor) return found
      if (found) tried.push(`${source.name}: etcd ${found.version} is older than ${floorText}.`)
      tooOld ??= found
    } catch (error) {
      if (error instanceof LocalClusterFailure && error.reason === 'checksum') throw error
      tried.push(`${source.name}: ${messageOf(error)}.`)
    }
  }
  if (tooOld === undefined) throw new LocalClusterFailure('etcd-missing', missingText(tried))
  options.log.warn(
    { 'event.action': 'etcd-below-floor', 'service.version': tooOld.version },
    `etcd ${tooOld.version} serves for a demonstration, not for real sales. ${tried.join(' ')}`,
  )
  return tooOld
}

function sourcesOf(options: ObtainOptions): Source[] {
  const environment = options.environment ?? process.env
  const release = 'release' in options ? options.release : releaseForThisComputer()
  const onProgress = options.onProgress ?? (() => undefined)
  const cache = new CacheFolder(join(options.cacheDir, 'etcd'))
  const named = environment.ETCD_BIN
  const baseUrl = environment.TICKETCD_ETCD_MIRROR || releaseBaseUrl
  return [
    { name: 'ETCD_BIN', find: async () => (named ? await inspectEtcd(named) : undefined) },
    {
      name: 'PATH',
      find: async () => {
        const found = await findOnPath(etcdFileName, environment.PATH)
        return found ? await inspectEtcd(found) : undefined
      },
    },
    { name: 'The cache folder', find: () => cache.newest() },
    {
      name: 'The official release',
      find: async () => {
        if (release === undefined)
          throw new Error(`none is pinned for ${process.platform} on ${process.arch}`)
        return await cache.keep(draft => unpackRelease(release, baseUrl, draft, onProgress))
      },
    },
    ...[unpackSidPackage, unpackOwnPackage].map((unpack, index) => ({
      name: index === 0 ? "Debian sid's package" : "The distribution's own package",
      find: async () =>
        (await hasDebianPackages()) ? await cache.keep(draft => unpack(draft, onProgress)) : undefined,
    })),
  ]
}

function missingText(tried: readonly string[]): string {
  return [
    'No etcd was found, and none could be fetched.',
    ...tried,
    `Install etcd ${floorText} from etcd.io, or with the system's package manager, so that it is on the PATH; or set`,
    'ETCD_BIN to its file; or set TICKETCD_ETCD_MIRROR to a copy of its release folder that can be reached from here.',
  ].join(' ')
}
