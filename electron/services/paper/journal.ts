import { writeSync } from 'node:fs'
import { open, readFile, rename, rm, truncate } from 'node:fs/promises'
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

/** How many of the last jobs are remembered: what was printed here already. */
const rememberedJobs = 5_000
/** For how long one that is done is remembered, in milliseconds: 90 days. */
const rememberedMs = 90 * 86_400_000

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

/** Nobody has to be asked about it any more. */
export const isDone = ({ job, printed, dismissed }: JobRecord) => dismissed || printed >= piecesOf(job)

/**
 * Opens (or makes) the journal at `path`. A line torn by a crash is cut off: what it was about was not sent. Jobs that
 * are done and long past go out of the file; what is not done stays in it, however old it is.
 * @param now milliseconds since the epoch
 */
export async function openPrintJournal(path: string, log: Log, now: number): Promise<PrintJournal> {
  const jobs = new Map<string, JobRecord>()
  let forgotten = 0
  const forget = (jobId: string) => {
    jobs.delete(jobId)
    forgotten++
  }
  const take = (line: Line) => {
    if (line.t === 'pending') {
      jobs.set(line.job.jobId, { job: line.job, sent: 0, printed: 0, dismissed: false })
      for (const [jobId, oldest] of jobs) {
        if (jobs.size <= rememberedJobs) break
        if (isDone(oldest)) forget(jobId)
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
  for (const [jobId, record] of jobs)
    if (isDone(record) && now - Date.parse(record.job.at) > rememberedMs) forget(jobId)
  if (forgotten > 0) await rewrite(path, [...jobs.values()].flatMap(linesOf), log)

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

function linesOf({ job, sent, printed, dismissed }: JobRecord): Line[] {
  const { jobId } = job
  return [
    { t: 'pending', job },
    ...(sent > 0 ? [{ t: 'sent' as const, jobId, pieces: sent }] : []),
    ...(printed > 0 ? [{ t: 'confirmed' as const, jobId, pieces: printed }] : []),
    ...(dismissed ? [{ t: 'dismissed' as const, jobId }] : []),
  ]
}

/** The file is the old one or the new one, whenever the machine stops; a disk that is full leaves the old one. */
async function rewrite(path: string, lines: readonly Line[], log: Log): Promise<void> {
  const draft = `${path}.new`
  try {
    const file = await open(draft, 'w', 0o600)
    try {
      await file.writeFile(lines.map(line => `${JSON.stringify(line)}\n`).join(''))
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
  } catch (error) {
    log.warn(
      { 'event.action': 'journal-not-shortened', 'file.path': path, err: error },
      'the journal stays long',
    )
    await rm(draft, { force: true }).catch(() => {})
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
