import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { compareVersions, type EtcdBinary, inspectEtcd } from './binary'
import { identify } from './processes'

const draftPattern = /^draft-(\d+)-/
export const etcdFileName = process.platform === 'win32' ? 'etcd.exe' : 'etcd'

/**
 * The folder where obtained etcds are kept, each in a folder named by its version. They are made in a draft folder
 * and renamed into place whole, so that a killed download leaves nothing that could be taken for an etcd.
 */
export class CacheFolder {
  constructor(readonly path: string) {}

  /** @returns the newest etcd kept here that runs, or undefined. */
  async newest(): Promise<EtcdBinary | undefined> {
    const names = await readdir(this.path).catch(() => [])
    const versions = names.filter(name => /^\d/.test(name)).sort(compareVersions)
    for (const version of versions.reverse()) {
      const found = await inspectEtcd(join(this.path, version, etcdFileName)).catch(() => undefined)
      if (found) return found
    }
    return undefined
  }

  /**
   * Lets `fill` put an etcd's files into a draft folder and keeps them. Of two processes that do so at once the
   * second uses what the first kept.
   *
   * @param fill returns the folder, inside the draft, that holds the etcd file.
   */
  async keep(fill: (draft: string) => Promise<string>): Promise<EtcdBinary> {
    await this.sweep()
    const draft = join(this.path, `draft-${process.pid}-${randomUUID()}`)
    await mkdir(draft, { recursive: true, mode: 0o700 })
    try {
      const filled = await fill(draft)
      const { version } = await inspectEtcd(join(filled, etcdFileName))
      const home = join(this.path, version)
      // A folder that is there already was kept by another process; a folder with files in it is never replaced.
      await rename(filled, home).catch(async error => {
        await inspectEtcd(join(home, etcdFileName)).catch(() => {
          throw error
        })
      })
      return await inspectEtcd(join(home, etcdFileName))
    } finally {
      await rm(draft, { recursive: true, force: true })
    }
  }

  /** Removes the drafts of processes that are gone. */
  private async sweep(): Promise<void> {
    for (const name of await readdir(this.path).catch(() => [])) {
      const pid = Number(draftPattern.exec(name)?.[1])
      if (Number.isNaN(pid) || (await identify(pid))) continue
      await rm(join(this.path, name), { recursive: true, force: true })
    }
  }
}
