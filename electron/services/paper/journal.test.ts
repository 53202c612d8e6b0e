import { appendFile, mkdtemp, rm } from 'node:fs/promises'
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

const job: StoredJob = {
  ...{ jobId: 'j1', orderId: 'o1', number: 'T01-000001', receipt: true, at: '2026-11-21T19:00:00Z' },
  places: [{ eventId: 'recital', areaId: 'hall', slot: 4, issue: 1 }],
}

describe('the print journal', () => {
  it('knows after a restart what was sent and what is surely out', async () => {
    const before = await openPrintJournal(path(), quietLog)
    await before.pending(job)
    await before.sent('j1', 1)
    before.confirmed('j1', 1)
    await before.sent('j1', 2)
    await before.close()
    const after = await openPrintJournal(path(), quietLog)
    expect(after.jobs.get('j1')).toEqual({ job, sent: 2, printed: 1, dismissed: false })
    await after.dismissed('j1')
    await after.close()
    const last = await openPrintJournal(path(), quietLog)
    expect(last.jobs.get('j1')?.dismissed).toBe(true)
    await last.close()
  })

  it('cuts a torn line off and passes one over that it cannot read', async () => {
    const before = await openPrintJournal(path(), quietLog)
    await before.pending(job)
    await before.close()
    await appendFile(path(), 'not a line\n{"t":"sent","jobId":"j1"')
    const after = await openPrintJournal(path(), quietLog)
    expect(after.jobs.get('j1')).toMatchObject({ sent: 0, printed: 0 })
    await after.sent('j1', 1)
    await after.close()
    const last = await openPrintJournal(path(), quietLog)
    expect(last.jobs.get('j1')?.sent).toBe(1)
    await last.close()
  })
})
