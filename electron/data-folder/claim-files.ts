import { randomUUID } from 'node:crypto'
import { link, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { ProcessIdentity } from '../cluster/local/processes'
import { readJsonFile, writeJsonFile } from './files'

const NUMBER = /^\d{8}$/

/** `holder` is missing when the claim was given back, or cannot be read because the machine stopped meanwhile. */
export interface NumberedClaim {
  number: number
  holder?: ProcessIdentity | undefined
}

const claimFile = z.looseObject({
  holder: z.looseObject({ pid: z.number(), startedAt: z.string() }).optional(),
})

/**
 * The numbered claims on one folder, `claims/00000012`: the highest one counts. A number is created by at most one
 * process, and no number is removed while it is the highest one.
 */
export class ClaimFiles {
  constructor(private readonly folder: string) {}

  static async in(dataDir: string): Promise<ClaimFiles> {
    const folder = join(dataDir, 'claims')
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return new ClaimFiles(folder)
  }

  async highest(): Promise<NumberedClaim | undefined> {
    const number = (await this.numbers()).at(-1)
    if (number === undefined) return undefined
    const claim = await readJsonFile(this.path(number), claimFile).catch(unreadable)
    // Gone between the two reads: then there is a higher one by now.
    return claim === undefined ? this.highest() : { number, ...claim }
  }

  /** Takes the folder by creating this number, complete from its first moment. @returns false when others have it. */
  async take(number: number, holder: ProcessIdentity): Promise<boolean> {
    if (!(await this.create(number, holder))) return false
    const mine = (await this.highest())?.number === number
    // Since the caller looked, others may have come and gone and left a higher number: then ours never counted.
    await (mine ? this.removeBelow(number) : this.remove(number))
    return mine
  }

  /** Leaves the claim in its place, without a holder: a removed one could be won twice. */
  giveBack(number: number): Promise<void> {
    return writeJsonFile(this.path(number), {})
  }

  private async create(number: number, holder: ProcessIdentity): Promise<boolean> {
    const draft = join(this.folder, `draft-${randomUUID()}`)
    await writeFile(draft, JSON.stringify({ holder }), { mode: 0o600 })
    try {
      await link(draft, this.path(number))
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
      throw error
    } finally {
      await rm(draft)
    }
  }

  private async removeBelow(number: number): Promise<void> {
    const lower = (await this.numbers()).filter(each => each < number)
    await Promise.all(lower.map(each => this.remove(each)))
  }

  private remove(number: number): Promise<void> {
    return rm(this.path(number), { force: true })
  }

  private async numbers(): Promise<number[]> {
    const names = await readdir(this.folder)
    return names
      .filter(name => NUMBER.test(name))
      .map(Number)
      .sort((a, b) => a - b)
  }

  private path(number: number): string {
    return join(this.folder, String(number).padStart(8, '0'))
  }
}

/** A claim that was being written when the machine stopped has no holder any more. Anything else is a failure. */
function unreadable(error: unknown): z.infer<typeof claimFile> {
  if (error instanceof SyntaxError || error instanceof z.ZodError) return {}
  throw error
}
