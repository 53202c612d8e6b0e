import { appendFile, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { quietLog } from '../../testing/log'
import { openPrintJournal, type StoredJob } from './journal'

let folder: string
const path = () => join(folder, 'paper.ndjson')
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'box-office-paper-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const now = Date.parse('2026-11-22T09:00:00Z')
const dayMs = 86_400_000
const job: StoredJob = {
  ...{ jobId: 'j1', orderId: 'o1', number: 'T01-000001', receipt: true, at: '2026-11-21T19:00:00Z' },
  places: [{ eventId: 'recital', areaId: 'hall', slot: 4, issue: 1 }],
}

describe('the print journal', () => {
  it('knows after a restart what was sent and what is surely out', async () => {
    const before = await openPrintJournal(path(), quietLog, now)
    await before.pending(job)
    await before.sent('j1', 1)
    before.confirmed('j1', 1)
    await before.sent('j1', 2)
    await before.close()
    const after = await openPrintJournal(path(), quietLog, now)
    expect(after.jobs.get('j1')).toEqual({ job, sent: 2, printed: 1, dismissed: false })
    await after.dismissed('j1')
    await after.close()
    const last = await openPrintJournal(path(), quietLog, now)
    expect(last.jobs.get('j1')?.dismissed).toBe(true)
    await last.close()
  })

  it('cuts a torn line off and passes one over that it cannot read', async () => {
    const before = await openPrintJournal(path(), quietLog, now)
    await before.pending(job)
    await before.close()
    await appendFile(path(), 'not a line\n{"t":"sent","jobId":"j1"')
    const after = await openPrintJournal(path(), quietLog, now)
    expect(after.jobs.get('j1')).toMatchObject({ sent: 0, printed: 0 })
    await after.sent('j1', 1)
    await after.close()
    const last = await openPrintJournal(path(), quietLog, now)
    expect(last.jobs.get('j1')?.sent).toBe(1)
    await last.close()
  })

  it('forgets what is done and long past, and keeps what is not done, however old', async () => {
    const before = await openPrintJournal(path(), quietLog, now)
    const longAgo = '2026-01-02T19:00:00Z'
    for (const jobId of ['done', 'given-up', 'half', 'new']) {
      await before.pending({ ...job, jobId, at: jobId === 'new' ? job.at : longAgo })
      await before.sent(jobId, 2)
      before.confirmed(jobId, jobId === 'done' || jobId === 'new' ? 2 : 1)
    }
    await before.dismissed('given-up')
    await before.close()
    const long = (await stat(path())).size
    const after = await openPrintJournal(path(), quietLog, now)
    expect([...after.jobs.keys()]).toEqual(['half', 'new'])
    expect((await stat(path())).size).toBeLessThan(long / 1.8)
    // It goes on in the new file, and says the same of what is left.
    await after.sent('new', 2)
    await after.close()
    const last = await openPrintJournal(path(), quietLog, now)
    expect(last.jobs.get('half')).toMatchObject({ sent: 2, printed: 1, dismissed: false })
    expect(last.jobs.get('new')).toMatchObject({ sent: 2, printed: 2 })
    await last.close()
    const later = await openPrintJournal(path(), quietLog, now + 91 * dayMs)
    expect([...later.jobs.keys()]).toEqual(['half'])
    await later.close()
  })

  it('keeps the last five thousand', async () => {
    const lines = Array.from({ length: 5_003 }, (_, n) => [
      { t: 'pending', job: { ...job, jobId: `j${n}` } },
      { t: 'confirmed', jobId: `j${n}`, pieces: 2 },
    ]).flat()
    await writeFile(path(), lines.map(line => `${JSON.stringify(line)}\n`).join(''))
    const after = await openPrintJournal(path(), quietLog, now)
    expect([after.jobs.size, after.jobs.has('j2'), after.jobs.has('j3')]).toEqual([5_000, false, true])
    await after.close()
  })

  it('opens as it was when a crash left a shorter one half written', async () => {
    const before = await openPrintJournal(path(), quietLog, now)
    await before.pending(job)
    await before.close()
    await writeFile(`${path()}.new`, '{"t":"pendi')
    const after = await openPrintJournal(path(), quietLog, now)
    expect([...after.jobs.keys()]).toEqual(['j1'])
    await after.close()
  })
})
