import { create } from 'zustand'
import type { DocumentKind } from '#shared/contract/paper'
import { useExchange } from '../../../stores/exchange'
import { terminal } from '../../../transport'
import { isCallFailure } from '../../../transport/failures'
import { showDocument } from '../../../ui/documents'
import { notify } from '../desk'
import { noticeOf } from '../rules/notices'
import { useTill } from '../till'
import type { LastSale } from '../till/sale'

/** What a sale has to be given away as a document. */
export type LastDocument = Exclude<DocumentKind, 'sheets'>

/** Whether a document is being made: the tickets of a large group take seconds. */
export const useMaking = create<{ making: boolean }>(() => ({ making: false }))

/** What belongs to a sale: its tickets, or what stands for them while it is not paid. */
export const documentOf = ({ as }: Pick<LastSale, 'as'>): LastDocument =>
  as === 'invoice' ? 'invoice' : as === 'reserved' ? 'receipt' : 'tickets'

/** Makes a document of an order and shows it. What goes wrong stands in the notice line. */
export async function openDocument(orderId: string, what: LastDocument): Promise<void> {
  if (useMaking.getState().making) return
  useMaking.setState({ making: true })
  try {
    showDocument(await terminal.paper.pdf({ orderId, what }))
  } catch (failure) {
    if (!isCallFailure(failure)) reportError(failure)
    notify(noticeOf({ failure, lines: [] }))
  } finally {
    useMaking.setState({ making: false })
  }
}

/** The document of this page's last sale: its tickets, reservation or invoice; or its receipt. */
export function openLastDocument(wanted?: 'receipt'): void {
  const last = lastPapers()
  if (last) void openDocument(last.orderId, wanted ?? documentOf(last))
}

/** Whose papers this page tells of: the order that was exchanged last, else the last sale. */
export function lastPapers(): Pick<LastSale, 'orderId' | 'as'> | undefined {
  const { done } = useExchange.getState()
  return done ? { orderId: done.orderId, as: 'paid' } : useTill.getState().lastSale
}
