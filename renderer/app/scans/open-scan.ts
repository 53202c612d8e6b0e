import { terminal } from '../../transport'
import { orderPath, ordersFoundPath } from '../../ui/paths'
import { failureSentence } from '../../ui/text/failures'
import { appText } from '../text'

/** Where a scanned code leads, or the sentence for one that leads nowhere. */
export type Opened = { path: string } | { says: string }

/** What of a code is told: a signed one is long, and its beginning names it. */
const toldCharacters = 24

/** Looks up what a code belongs to: the order of a ticket or a receipt. */
export async function openScan(code: string): Promise<Opened> {
  const told = code.length > toldCharacters ? `${code.slice(0, toldCharacters)}…` : code
  try {
    const { rows, next } = await terminal.orders.find({ of: { by: 'text', text: code } })
    const [row, another] = rows
    if (!row) return { says: appText.scans.opensNothing(told) }
    return { path: another || next ? ordersFoundPath(code) : orderPath(row.orderId) }
  } catch (failure) {
    return { says: appText.scans.failed(told, failureSentence(failure).what) }
  }
}
