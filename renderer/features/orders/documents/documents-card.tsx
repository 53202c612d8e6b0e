import { FileText } from 'lucide-react'
import { useCallback } from 'react'
import type { DocumentKind } from '#shared/contract/paper'
import type { Order, Place, TicketLine } from '#shared/domain/order'
import { terminal } from '../../../transport'
import { Button } from '../../../ui/button'
import { Card } from '../../../ui/card'
import { showDocument } from '../../../ui/documents'
import { FailureNotice } from '../../../ui/failure-notice'
import { useAction } from '../../../ui/use-action'
import { documentsText as text } from './text'

/** The order's papers as PDF: its chosen tickets, each by itself or three on an office printer's page; receipt; invoice. */
export function DocumentsCard({ order, chosen }: { order: Order; chosen: readonly TicketLine[] }) {
  const { orderId, status, invoice, payments } = order
  const open = useAction(
    useCallback(
      async (what: DocumentKind, places?: Place[]) =>
        showDocument(await terminal.paper.pdf({ orderId, what, ...(places && { places }) })),
      [orderId],
    ),
  )
  const places = chosen.map(({ eventId, areaId, slot }) => ({ eventId, areaId, slot }))
  const hasReceipt = payments.some(payment => payment.receipt) || (status === 'reserved' && !invoice)
  const offers: { what: DocumentKind; name: string; places?: Place[] }[] = [
    ...(status === 'sold' && places.length > 0
      ? [{ what: 'tickets' as const, name: text.tickets(places.length), places }]
      : []),
    ...(status === 'sold' && places.length > 1
      ? [{ what: 'sheets' as const, name: text.sheets, places }]
      : []),
    ...(hasReceipt ? [{ what: 'receipt' as const, name: receiptName(order) }] : []),
    ...(invoice ? [{ what: 'invoice' as const, name: text.invoice }] : []),
  ]
  if (offers.length === 0) return null
  return (
    <Card title={text.title} className="shrink-0">
      <div className="flex flex-wrap gap-2 p-4">
        {offers.map(({ what, name, places: asked }) => (
          <Button
            key={what}
            icon={<FileText size={16} aria-hidden />}
            disabled={open.busy}
            aria-label={text.opens(what, name)}
            onClick={() => void open.run(what, asked)}
          >
            {name}
          </Button>
        ))}
      </div>
      {open.state.status === 'failed' && (
        <div className="px-4 pb-4">
          <FailureNotice state={open.state} />
        </div>
      )}
    </Card>
  )
}

const receiptName = ({ status, invoice }: Order) =>
  status === 'reserved' && !invoice ? text.receipt.reserved : text.receipt.paid
