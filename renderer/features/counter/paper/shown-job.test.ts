import { describe, expect, it } from 'vitest'
import type { PaperJob } from '#shared/contract/paper'
import { shownJob } from './shown-job'
import { paperText } from './text'

const job = (more: Partial<PaperJob> = {}): PaperJob => ({
  ...{
    jobId: 'j',
    orderId: 'o',
    number: 'T01-000007',
    at: '',
    tickets: 2,
    receipt: false,
    sent: 2,
    printed: 2,
  },
  ...{ state: 'printed', ...more },
})

describe('what the counter tells of printing', () => {
  it('is the last sale’s, while nothing needs somebody', () => {
    const last = job({ orderId: 'last' })
    expect(shownJob([job(), last], 'last')).toBe(last)
    expect(shownJob([job()], 'last')).toBeUndefined()
    const off = job({ state: 'failed', problem: 'off' })
    expect(shownJob([last, off], 'last')).toBe(off)
  })

  it('says what came out, and what somebody has to look at', () => {
    expect(paperText.title(job())).toBe('2 tickets printed · T01-000007')
    expect(paperText.title(job({ state: 'printing', printed: 1 }))).toBe('Printing 2 of 2 · T01-000007')
    expect(paperText.title(job({ state: 'unsure', printed: 1 }))).toBe(
      'One paper of T01-000007 may be printed already',
    )
    expect(paperText.detail(job({ state: 'failed', problem: 'off' }))).toBe(
      'The printer is off or not connected.',
    )
    expect(paperText.detail(job())).toBeUndefined()
  })
})
