import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { identify } from '../processes'
import { compareVersions, type EtcdBinary, inspectEtcd } from './binary'

const draftPattern = /^draft-(\d+)-/
const failureHoldsMs = 24 * 60 * 60 * 1000

export const etcdFileName = process.platform === 'win32' ? 'etcd.exe' : 'etcd'

/**
 * The folder where obtained etcds are kept, each in a folder named by its version. They are made in a draft folder
 * and renamed into place whole, so that a killed download leaves nothing that could be taken for an etcd.
 */
export class CacheFolder {
  private readonly failureMark: string

  constructor(readonly path: string) {
    this.failureMark = join(path, 'nothing-could-be-fetched')
  }

  /** @returns the newest etcd kept here that runs, or undefined. */
  async newest(): Promise<EtcdBinary | undefined> {
    const versions = (await this.entries()).filter(name => /^\d/.test(name)).sort(compareVersions)
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
    try {
      await mkdir(draft, { recursive: true, mode: 0o700 })
      const filled = await fill(draft)
      const { version } = await inspectEtcd(join(filled, etcdFileName))
      const home = join(this.path, version)
      const etcd = join(home, etcdFileName)
      try {
        await rename(filled, home)
      } catch (error) {
        // A folder with files in it is never replaced: another process was faster, or an etcd here was damaged.
        const kept = await inspectEtcd(etcd).catch(() => undefined)
        if (kept) return kept
        await rm(home, { recursive: true, force: true })
        await rename(filled, home).catch(() => {
          throw error
        })
      }
      return await inspectEtcd(etcd)
    } finally {
      await rm(draft, { recursive: true, force: true })
    }
  }

  /** Remembers that every source failed, so that the next starts do not wait for them again. */
  async noteFailure(): Promise<void> {
    await mkdir(this.path, { recursive: true, mode: 0o700 })
    await writeFile(this.failureMark, '')
  }

  /** Whether every source failed within the last day. */
  async failedLately(): Promise<boolean> {
    const mark = await stat(this.failureMark).catch(() => undefined)
    return mark !== undefined && Math.abs(Date.now() - mark.mtimeMs) < failureHoldsMs
  }

  /** Removes the drafts of processes that are gone. */
  private async sweep(): Promise<void> {
    for (const name of await this.entries()) {
      const pid = Number(draftPattern.exec(name)?.[1])
      if (Number.isNaN(pid) || (await identify(pid))) continue
      await rm(join(this.path, name), { recursive: true, force: true })
    }
  }

  private async entries(): Promise<string[]> {
    return await readdir(this.path).catch(() => [])
  }
}
