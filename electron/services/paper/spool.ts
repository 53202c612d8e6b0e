import type { PaperJob, PrinterView } from '#shared/contract/paper'
import type { Order } from '#shared/domain/order'
import type { PrinterSettings } from '#shared/domain/printer'
import { isRefusal, Refusal } from '#shared/errors/refusals'
import type { Log } from '../../logging/log'
import { isDone, type JobRecord, type PrintJournal, piecesOf, type StoredJob } from './journal'
import { PrinterOff } from './printer/line'
import { printOn } from './printer/print'

/** Puts a piece of a job on paper; nothing where it is not to be printed any more. */
export type Render = (job: StoredJob, piece: number, order?: Order) => Promise<Uint8Array>

/** What waits to be printed at this terminal, and what became of it. */
export interface Spool {
  readonly printer: PrinterView['state']
  readonly paperLow: boolean
  /** The jobs that are not done, and the last ones that are; the newest first. */
  jobs(): PaperJob[]
  /** Prints a new job; `order` as it is, where that is known already. Resolves when the job is on disk. */
  add(job: StoredJob, how: { kick: boolean; order?: Order }): Promise<void>
  /** Takes a job in that is only printed when somebody says so. */
  ask(job: StoredJob): Promise<void>
  /** Opens the drawer, or says that the printer is not there. */
  kick(): Promise<boolean>
  /** Prints something that nobody has to be asked about later. */
  once(piece: () => Promise<Uint8Array>): Promise<void>
  /** Prints what of a job is not surely printed. @throws Refusal `NOT_FOUND` */
  retry(jobId: string): Promise<void>
  /** Nobody wants the rest of it. @throws Refusal `NOT_FOUND` */
  dismiss(jobId: string): Promise<void>
  close(): Promise<void>
}

/** How many jobs that are done are still shown. */
const doneShown = 8

interface Work {
  state: PaperJob['state']
  problem?: PaperJob['problem']
  cancel?: AbortController
}

export function createSpool(options: {
  journal: PrintJournal
  settings(): PrinterSettings | undefined
  render: Render
  log: Log
  onChange(): void
}): Spool {
  const { journal, settings, render, log, onChange } = options
  const works = new Map<string, Work>()
  const closing = new AbortController()
  let printer: PrinterView['state'] = 'unknown'
  let paperLow = false
  /** One piece of paper after another: of two jobs at once the printer would take one, or mix them. */
  let last: Promise<void> = Promise.resolve()
  let queued = 0

  // What an earlier life of this terminal did not finish is asked about, and never printed by itself.
  for (const record of journal.jobs.values())
    if (!isDone(record))
      works.set(record.job.jobId, { state: record.sent > record.printed ? 'unsure' : 'failed' })

  const became = (state: PrinterView['state']) => {
    printer = state
    onChange()
  }

  const inTurn = (work: () => Promise<void>): Promise<void> => {
    queued++
    last = last.then(work).finally(() => {
      queued--
    })
    return last
  }

  const run = async (record: JobRecord, kick: boolean, order?: Order): Promise<void> => {
    const { job } = record
    const work = works.get(job.jobId)
    const printing = settings()
    if (work?.state !== 'waiting') return
    if (!printing || closing.signal.aborted) return end(record, work, 'failed')
    work.state = 'printing'
    work.cancel = new AbortController()
    onChange()
    const from = record.printed
    const left = piecesOf(job) - from
    const pieces = Array.from({ length: left }, (_, n) => () => render(job, from + n, order))
    const hooks = {
      sending: (n: number) => journal.sent(job.jobId, from + n + 1),
      printed(count: number) {
        if (from + count <= record.printed) return
        journal.confirmed(job.jobId, from + count)
        onChange()
      },
      news(news: { problem?: NonNullable<PaperJob['problem']>; paperLow: boolean }) {
        paperLow = news.paperLow
        if (news.problem) work.problem = news.problem
        else delete work.problem
        became((news.problem as PrinterView['state'] | undefined) ?? 'ready')
      },
    }
    try {
      const signal = AbortSignal.any([closing.signal, work.cancel.signal])
      await printOn(printing.address, { kick, pieces }, hooks, signal)
      delete work.problem
      work.state = 'printed'
      const done = [...works].filter(([, { state }]) => state === 'printed')
      for (const [jobId] of done.slice(0, -doneShown)) works.delete(jobId)
      became('ready')
    } catch (error) {
      failed(error, record, work)
    }
  }

  const failed = (error: unknown, record: JobRecord, work: Work) => {
    if (error instanceof PrinterOff) {
      work.problem = 'off'
      printer = 'off'
    } else if (isRefusal(error, 'TICKET_KEY_REVOKED')) {
      work.problem = 'key-revoked'
    } else if (!work.cancel?.signal.aborted && !closing.signal.aborted) {
      work.problem = 'no-order'
      log.error({ 'event.action': 'print-failed', 'order.id': record.job.orderId, err: error }, 'not printed')
    }
    end(record, work, record.sent > record.printed ? 'unsure' : 'failed')
  }

  const end = (record: JobRecord, work: Work, state: 'unsure' | 'failed') => {
    if (record.dismissed) works.delete(record.job.jobId)
    else work.state = state
    onChange()
  }

  const written = async (job: StoredJob) => {
    try {
      await journal.pending(job)
    } catch (error) {
      throw new Refusal('DISK_FAILED', {}, { cause: error })
    }
  }

  const known = (jobId: string): { record: JobRecord; work: Work } => {
    const record = journal.jobs.get(jobId)
    const work = works.get(jobId)
    if (!record || !work || record.dismissed) throw new Refusal('NOT_FOUND', { what: 'print job', id: jobId })
    return { record, work }
  }

  const kick = async (): Promise<boolean> => {
    const printing = settings()
    if (!printing) return false
    const hooks = { sending: async () => {}, printed: () => {}, news: () => {} }
    try {
      await printOn(printing.address, { kick: true, pieces: [] }, hooks, closing.signal)
      return true
    } catch {
      return false
    }
  }

  return {
    get printer() {
      return settings() ? printer : 'none'
    },
    get paperLow() {
      return paperLow
    },
    jobs() {
      return [...works].reverse().flatMap(([jobId, { state, problem }]) => {
        const record = journal.jobs.get(jobId)
        return record ? viewOf(record, state, problem) : []
      })
    },
    async add(job, { kick: kicks, order }) {
      await written(job)
      const record = journal.jobs.get(job.jobId)
      if (!record) return
      works.set(job.jobId, { state: 'waiting' })
      // Behind another job the drawer would wait for a new roll.
      const aside = kicks && queued > 0
      if (aside) void kick()
      void inTurn(() => run(record, kicks && !aside, order))
      onChange()
    },
    async ask(job) {
      await written(job)
      works.set(job.jobId, { state: 'failed' })
      onChange()
    },
    kick,
    once: piece =>
      inTurn(async () => {
        const printing = settings()
        if (!printing) return
        const hooks = {
          sending: async () => {},
          printed: () => {},
          news: (news: { problem?: PaperJob['problem']; paperLow: boolean }) => {
            paperLow = news.paperLow
            became((news.problem as PrinterView['state'] | undefined) ?? 'ready')
          },
        }
        try {
          await printOn(printing.address, { kick: false, pieces: [piece] }, hooks, closing.signal)
          became('ready')
        } catch (error) {
          if (error instanceof PrinterOff) became('off')
          else if (!closing.signal.aborted) throw error
        }
      }),
    async retry(jobId) {
      const { record, work } = known(jobId)
      if (work.state !== 'unsure' && work.state !== 'failed') return
      work.state = 'waiting'
      delete work.problem
      onChange()
      void inTurn(() => run(record, false))
    },
    async dismiss(jobId) {
      const { work } = known(jobId)
      await journal.dismissed(jobId)
      work.cancel?.abort()
      works.delete(jobId)
      onChange()
    },
    async close() {
      closing.abort()
      await last
    },
  }
}

function viewOf(record: JobRecord, state: PaperJob['state'], problem: PaperJob['problem']): PaperJob {
  const { job, sent, printed } = record
  const { jobId, orderId, number, at, receipt, places } = job
  return {
    ...{ jobId, orderId, number, at, receipt, tickets: places.length, state, sent, printed },
    ...(problem && { problem }),
  }
}
