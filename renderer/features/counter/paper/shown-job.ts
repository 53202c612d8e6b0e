import type { PaperJob } from '#shared/contract/paper'

/** Whether somebody has to do something about a job. */
export const needsHelp = ({ state, problem }: PaperJob): boolean =>
  state === 'unsure' || state === 'failed' || (state === 'printing' && problem !== undefined)

/**
 * The one job the counter tells of: that of the sale before, while nothing else is wrong; else the newest that needs
 * somebody.
 */
export function shownJob(jobs: readonly PaperJob[], lastOrderId: string | undefined): PaperJob | undefined {
  return jobs.find(needsHelp) ?? jobs.find(({ orderId }) => orderId === lastOrderId)
}
