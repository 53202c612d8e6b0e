import { FileText, Printer, PrinterCheck, TriangleAlert } from 'lucide-react'
import type { PaperJob } from '#shared/contract/paper'
import { usePaper } from '../../../stores/paper'
import { terminal } from '../../../transport'
import { Button } from '../../../ui/button'
import { classes } from '../../../ui/classes'
import { FailureNotice } from '../../../ui/failure-notice'
import { useAction } from '../../../ui/use-action'
import { useTill } from '../till'
import type { LastSale } from '../till/sale'
import { documentOf, openDocument, useMaking } from './documents'
import { mayPrint, needsHelp, shownJob } from './shown-job'
import { paperText } from './text'

/** What is told of: a sale, or an order whose tickets were exchanged. */
type Sale = Pick<LastSale, 'orderId' | 'as'>

const retry = async (jobId: string) => void (await terminal.paper.retry({ jobId }))
const dismiss = async (jobId: string) => void (await terminal.paper.dismiss({ jobId }))

/** What became of the last sale's paper, with the way to have it as a document; or of an earlier one that somebody has to see to. */
export function PaperLine({ sale }: { sale: Sale | undefined }) {
  const paper = usePaper()
  const job = paper.known ? shownJob(paper.jobs, sale?.orderId) : undefined
  if (job && needsHelp(job)) return <Trouble key={job.jobId} job={job} />
  if (!sale) return null
  return <Quiet job={job} sale={sale} hasPrinter={paper.known && paper.printer.state !== 'none'} />
}

function Quiet({ job, sale, hasPrinter }: { job: PaperJob | undefined; sale: Sale; hasPrinter: boolean }) {
  const { making } = useMaking()
  // While money is being taken the letter is somebody else's.
  const isOpen = useTill(state => state.sale.step === 'open')
  const what = documentOf(sale)
  const Icon = job?.state === 'printed' ? PrinterCheck : job ? Printer : FileText
  return (
    <section
      role="status"
      aria-label={paperText.label}
      className="flex h-10 shrink-0 items-center gap-2 border-line border-b bg-surface pr-2 pl-4 text-ink-soft text-meta"
    >
      <Icon aria-hidden className="size-4 shrink-0 text-ink-faint" />
      <p className="min-w-0 grow truncate">
        {job ? paperText.title(job) : paperText.noJob(what, hasPrinter)}
      </p>
      <Button
        kind="quiet"
        size="tight"
        keys={isOpen ? paperText.documentKey : undefined}
        busy={making}
        aria-label={paperText.asDocument(what)}
        title={paperText.asDocument(what)}
        onClick={() => void openDocument(sale.orderId, what)}
      >
        {paperText.document}
      </Button>
    </section>
  )
}

/** Somebody has to look at the printer. The sale is made, and the next one need not wait. */
function Trouble({ job }: { job: PaperJob }) {
  const printing = useAction(retry)
  const leaving = useAction(dismiss)
  const detail = paperText.detail(job)
  return (
    <section
      role="status"
      aria-label={paperText.label}
      className={classes(
        'flex shrink-0 flex-wrap items-start gap-x-2 border-warn-line border-b bg-warn-soft px-4 py-2 text-meta',
      )}
    >
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
      <div className="min-w-0 flex-1">
        <p className="truncate font-semibold">{paperText.title(job)}</p>
        {detail && <p className="text-ink-soft">{detail}</p>}
      </div>
      <div className="flex w-full gap-2 pt-2 pl-6">
        {mayPrint(job) && (
          <Button
            size="touch"
            keys={paperText.againKey}
            busy={printing.busy}
            onClick={() => void printing.run(job.jobId)}
          >
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
      <FailureNotice state={printing.state} />
      <FailureNotice state={leaving.state} />
    </section>
  )
}
