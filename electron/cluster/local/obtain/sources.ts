import { type EtcdBinary, inspectEtcd } from './binary'
import { type CacheFolder, etcdFileName } from './cache-folder'
import { DebianPackages } from './debian-package'
import { findOnPath } from './path-search'
import { type ReleaseArchive, releaseBaseUrl, unpackRelease } from './release-archive'

/** One place to have an etcd from. */
export interface Source {
  name: string
  /** @returns undefined where there is no such place; throws when it gave nothing. */
  find(): Promise<EtcdBinary | undefined>
}

/** What is on this computer already, the person's own word first. */
export function sourcesHere(environment: NodeJS.ProcessEnv, cache: CacheFolder): Source[] {
  const named = environment.ETCD_BIN
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
  ]
}

/** What has to be fetched. `release` is undefined where none is pinned for this computer. */
export function sourcesElsewhere(
  environment: NodeJS.ProcessEnv,
  cache: CacheFolder,
  release: ReleaseArchive | undefined,
  onProgress: (sentence: string) => void,
): Source[] {
  const baseUrl = environment.TICKETCD_ETCD_MIRROR || releaseBaseUrl
  const packages = new DebianPackages(environment, onProgress)
  const packaged = (unpack: (draft: string) => Promise<string>) => async () =>
    (await packages.areHere()) ? await cache.keep(unpack) : undefined
  return [
    {
      name: 'The official release',
      find: async () => {
        if (release === undefined)
          throw new Error(`none is pinned for ${process.platform} on ${process.arch}`)
        return await cache.keep(draft => unpackRelease(release, baseUrl, draft, onProgress))
      },
    },
    { name: "Debian sid's package", find: packaged(draft => packages.unpackFromSid(draft)) },
    { name: "The distribution's own package", find: packaged(draft => packages.unpackOwn(draft)) },
  ]
}
