import type { PaperJob } from '#shared/contract/paper'

/** Whether somebody has to do something about a job. */
export const needsHelp = ({ state, problem }: PaperJob): boolean =>
  state === 'unsure' || state === 'failed' || (state === 'printing' && problem !== undefined)

/** Whether a person can have it printed now: a job that is under way goes on by itself. */
export const mayPrint = ({ state }: PaperJob): boolean => state === 'unsure' || state === 'failed'

/**
 * The one job the counter tells of: that of the sale before, while nothing else is wrong; else the newest that needs
 * somebody.
 */
export function shownJob(jobs: readonly PaperJob[], lastOrderId: string | undefined): PaperJob | undefined {
  return jobs.find(needsHelp) ?? jobs.find(({ orderId }) => orderId === lastOrderId)
}
