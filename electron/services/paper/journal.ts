import { writeSync } from 'node:fs'
import { open, readFile, truncate } from 'node:fs/promises'
import type { Place } from '#shared/domain/order'
import type { Log } from '../../logging/log'

/** What was to be printed of an order: its pieces of paper are the tickets of these places, then its receipt. */
export interface StoredJob {
  jobId: string
  orderId: string
  number: string
  /** With the issue each was printed at. */
  places: (Place & { issue?: number })[]
  receipt: boolean
  at: string
}

/** A job and how far it got. Pieces below `printed` are out; those up to `sent` may be. */
export interface JobRecord {
  job: StoredJob
  sent: number
  printed: number
  dismissed: boolean
}

type Line =
  | { t: 'pending'; job: StoredJob }
  | { t: 'sent' | 'confirmed'; jobId: string; pieces: number }
  | { t: 'dismissed'; jobId: string }

/** How many of the last jobs are kept in memory: what was printed here already. */
const rememberedJobs = 5_000

/**
 * The terminal's own memory of what it printed. A piece of paper is written down, on disk, before its first byte leaves:
 * after a crash the terminal knows which may have come out, and asks a person instead of printing them again.
 */
export interface PrintJournal {
  readonly jobs: ReadonlyMap<string, JobRecord>
  /** Resolves when the job is safely on disk. */
  pending(job: StoredJob): Promise<void>
  /** Resolves when it is safely on disk that so many pieces may be out. */
  sent(jobId: string, pieces: number): Promise<void>
  /** Written at once; safely on disk with the next of the others. */
  confirmed(jobId: string, pieces: number): void
  dismissed(jobId: string): Promise<void>
  close(): Promise<void>
}

export const piecesOf = ({ places, receipt }: StoredJob) => places.length + (receipt ? 1 : 0)

/** Opens (or makes) the journal at `path`. A line torn by a crash is cut off: what it was about was not sent. */
export async function openPrintJournal(path: string, log: Log): Promise<PrintJournal> {
  const jobs = new Map<string, JobRecord>()
  const take = (line: Line) => {
    if (line.t === 'pending') {
      jobs.set(line.job.jobId, { job: line.job, sent: 0, printed: 0, dismissed: false })
      for (const oldest of jobs.keys()) {
        if (jobs.size <= rememberedJobs) break
        jobs.delete(oldest)
      }
      return
    }
    const record = jobs.get(line.jobId)
    if (!record) return
    if (line.t === 'dismissed') record.dismissed = true
    else if (line.t === 'sent') record.sent = line.pieces
    else record.printed = line.pieces
  }
  for (const line of await readWholeLines(path, log)) take(line)

  const file = await open(path, 'a', 0o600)
  const append = (line: Line) => {
    writeSync(file.fd, `${JSON.stringify(line)}\n`)
    take(line)
  }
  return {
    jobs,
    async pending(job) {
      append({ t: 'pending', job })
      await file.datasync()
    },
    async sent(jobId, pieces) {
      append({ t: 'sent', jobId, pieces })
      await file.datasync()
    },
    confirmed: (jobId, pieces) => append({ t: 'confirmed', jobId, pieces }),
    async dismissed(jobId) {
      append({ t: 'dismissed', jobId })
      await file.datasync()
    },
    async close() {
      await file.datasync()
      await file.close()
    },
  }
}

async function readWholeLines(path: string, log: Log): Promise<Line[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  if (whole.length < text.length) {
    log.warn({ 'event.action': 'journal-torn-line', 'file.path': path }, 'cut a torn line off the journal')
    await truncate(path, Buffer.byteLength(whole))
  }
  return whole.split('\n').flatMap(line => {
    if (line === '') return []
    try {
      return [JSON.parse(line) as Line]
    } catch {
      log.error({ 'event.action': 'journal-unreadable-line', 'file.path': path }, 'skipped a line')
      return []
    }
  })
}
