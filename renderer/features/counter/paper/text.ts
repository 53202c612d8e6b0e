import type { PaperJob } from '#shared/contract/paper'
import { count } from '../../../ui/text/common'
import type { LastDocument } from './documents'

const papers = (job: PaperJob) => {
  const tickets = job.tickets === 1 ? '1 ticket' : `${count(job.tickets)} tickets`
  return job.tickets === 0 ? 'Receipt' : job.receipt ? `${tickets} and receipt` : tickets
}
const all = (job: PaperJob) => job.tickets + (job.receipt ? 1 : 0)
const problems: Record<NonNullable<PaperJob['problem']>, string> = {
  off: 'The printer is off or not connected.',
  slow: 'The printer is slow.',
  'out-of-paper': 'The printer is out of paper. Put in a roll: it goes on by itself.',
  'cover-open': 'The printer’s cover is open. Close it: it goes on by itself.',
  fault: 'The printer reports a fault.',
  'no-order': 'Its order cannot be read now.',
  'key-revoked': 'This till’s ticket key was revoked. An admin draws it a new one in Settings; then print.',
}

const documentNames: Record<LastDocument, string> = {
  tickets: 'Tickets',
  receipt: 'Reservation',
  invoice: 'Invoice',
}

export const paperText = {
  label: 'Printing',
  again: 'Print',
  againKey: 'Ctrl P',
  leave: 'Leave it',
  document: 'PDF',
  documentKey: 'D',
  asDocument: (what: LastDocument) => `${documentNames[what]} as PDF`,
  /** Where nothing was printed by itself. */
  noJob: (what: LastDocument, hasPrinter: boolean) =>
    what !== 'tickets'
      ? documentNames[what]
      : hasPrinter
        ? 'Not printed by itself'
        : 'No printer at this till',
  title: (job: PaperJob): string => {
    const { number, state, sent, printed } = job
    if (state === 'printed') return `${papers(job)} printed · ${number}`
    if (state === 'waiting') return `${papers(job)} to be printed · ${number}`
    if (state === 'printing') return `Printing ${Math.min(printed + 1, all(job))} of ${all(job)} · ${number}`
    if (state === 'failed') return `Not printed: ${papers(job).toLowerCase()} · ${number}`
    const asked = sent - printed === 1 ? 'One paper' : `${sent - printed} papers`
    return `${asked} of ${number} may be printed already`
  },
  detail: ({ state, problem, sent, printed }: PaperJob): string | undefined => {
    if (state === 'unsure')
      return printed > 0
        ? `${printed} surely came out, up to ${sent} may have. Look at the printer first.`
        : 'Look at the printer: print only if nothing came out.'
    return state === 'printed' || !problem ? undefined : problems[problem]
  },
}
