import { Printer, PrinterCheck, TriangleAlert } from 'lucide-react'
import type { PaperJob } from '#shared/contract/paper'
import { usePaper } from '../../../stores/paper'
import { terminal } from '../../../transport'
import { Button } from '../../../ui/button'
import { classes } from '../../../ui/classes'
import { FailureNotice } from '../../../ui/failure-notice'
import { useAction } from '../../../ui/use-action'
import { needsHelp, shownJob } from './shown-job'
import { paperText } from './text'

const retry = async (jobId: string) => void (await terminal.paper.retry({ jobId }))
const dismiss = async (jobId: string) => void (await terminal.paper.dismiss({ jobId }))

/** What became of the last sale's paper, or of an earlier one that somebody has to see to. */
export function PaperLine({ orderId }: { orderId: string | undefined }) {
  const paper = usePaper()
  const job = paper.known ? shownJob(paper.jobs, orderId) : undefined
  return job ? <JobLine key={job.jobId} job={job} /> : null
}

function JobLine({ job }: { job: PaperJob }) {
  const printing = useAction(retry)
  const leaving = useAction(dismiss)
  const isWrong = needsHelp(job)
  const Icon = isWrong ? TriangleAlert : job.state === 'printed' ? PrinterCheck : Printer
  const detail = paperText.detail(job)
  const mayPrint = job.state === 'unsure' || job.state === 'failed'
  return (
    <section
      role="status"
      aria-label={paperText.label}
      className={classes(
        'flex shrink-0 flex-wrap items-start gap-x-2 border-b pr-4 pl-4 text-meta',
        isWrong ? 'border-warn-line bg-warn-soft py-2' : 'border-line bg-surface py-1 text-ink-soft',
      )}
    >
      <Icon
        aria-hidden
        className={classes('mt-0.5 size-4 shrink-0', isWrong ? 'text-warn' : 'text-ink-faint')}
      />
      <div className="min-w-0 flex-1">
        <p className={classes('truncate', isWrong && 'font-semibold')}>{paperText.title(job)}</p>
        {detail && <p className="text-ink-soft">{detail}</p>}
      </div>
      {isWrong && (
        <div className="flex w-full gap-2 pt-2 pl-6">
          {mayPrint && (
            <Button size="touch" busy={printing.busy} onClick={() => void printing.run(job.jobId)}>
              {paperText.again}
            </Button>
          )}
          <Button
            kind="quiet"
            size="touch"
            className="px-2"
            busy={leaving.busy}
            onClick={() => void leaving.run(job.jobId)}
          >
            {paperText.leave}
          </Button>
        </div>
      )}
      <FailureNotice state={printing.state} />
      <FailureNotice state={leaving.state} />
    </section>
  )
}
