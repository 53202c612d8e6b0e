import type { PaperJob } from '#shared/contract/paper'
import { usePaper } from '../../../stores/paper'
import { terminal } from '../../../transport'
import { isCallFailure } from '../../../transport/failures'
import { notify } from '../desk'
import { noticeOf } from '../rules/notices'
import { mayPrint } from './shown-job'

/** The job that stands on the counter to be printed, if there is one. */
export function unprinted(): PaperJob | undefined {
  const paper = usePaper.getState()
  return paper.known ? paper.jobs.find(mayPrint) : undefined
}

/** Prints what of it did not come out. */
export async function printAgain(): Promise<void> {
  const job = unprinted()
  if (!job) return
  try {
    await terminal.paper.retry({ jobId: job.jobId })
  } catch (failure) {
    if (!isCallFailure(failure)) reportError(failure)
    notify(noticeOf({ failure, lines: [] }))
  }
}
