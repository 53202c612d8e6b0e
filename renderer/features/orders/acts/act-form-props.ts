import type { OrderView } from '#shared/contract/find-orders'
import type { TicketLine } from '#shared/domain/order'

/** What every form of an act is given. */
export interface ActFormProps {
  view: OrderView
  /** The tickets that are chosen on the left. */
  chosen: readonly TicketLine[]
  busy: boolean
  onLeave(): void
}
