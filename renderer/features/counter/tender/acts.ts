import { useDesk } from '../desk'
import { exchangeByCard, exchangeNow, settleExchange } from '../exchange'
import { type Part, tendersOf } from '../rules/split'
import { areSeatsUnderWay, seatsHeld } from '../seat-keys'
import { currentAccount, devicePayments, payments, useTill } from '../till'
import { sellingNow } from '../use-selling'
import { type Panel, showPanel, useTender } from './tender-store'

/*
 * What the cashier does about the money, by key or by pointer; each looks at the stores as they are at that moment.
 */

/** Whether the basket can be paid now. */
export function canTender(): boolean {
  return (
    sellingNow().is === 'possible' &&
    useTill.getState().sale.step === 'open' &&
    currentAccount().ticketCount > 0
  )
}

/** The whole sum on a card: the order waits for the device, and then it is asked. After a declined card: once more. */
export function payByCard(): void {
  const { sale } = useTill.getState()
  if (sale.step === 'device' && sale.is === 'declined') {
    devicePayments.askAgain()
    return
  }
  // Pressed behind quick keys: it means what they hold, once that is held.
  if (areSeatsUnderWay()) {
    void seatsHeld().then(wentWell => wentWell && !areSeatsUnderWay() && payByCard())
    return
  }
  if (!canTender()) return
  if (exchangeNow()) {
    exchangeByCard()
    return
  }
  useDesk.setState({ typed: '' })
  const { totalMinor } = currentAccount()
  // Nothing to pay is nothing to ask a device for.
  const tender =
    totalMinor === 0
      ? ({ method: 'cash', amountMinor: 0, tenderedMinor: 0 } as const)
      : ({ method: 'card', amountMinor: totalMinor } as const)
  void payments.take({ way: 'card', tenders: [tender] })
}

/** Opens the form of a way to pay, or closes it when it is open. */
export function togglePanel(panel: Panel): void {
  const isOpen = useTender.getState().panel === panel
  if (!isOpen && !canTender()) return
  useDesk.setState({ typed: '' })
  showPanel(isOpen ? 'notes' : panel)
}

/** Sells for the parts that were put together. */
export function payParts(parts: readonly Part[]): void {
  if (!canTender()) return
  if (exchangeNow()) {
    settleExchange({ payments: tendersOf(parts) })
    return
  }
  const only = parts.length === 1 ? parts[0]?.method : undefined
  void payments.take({ way: only ?? 'split', tenders: tendersOf(parts) })
}

export function reserve(until: string, customerName: string): void {
  if (canTender()) void payments.take({ way: 'reserve', until, customerName })
}

export function issueInvoice(
  to: Extract<Parameters<typeof payments.take>[0], { way: 'invoice' }>['to'],
  dueAt: string,
): void {
  if (canTender()) void payments.take({ way: 'invoice', to, dueAt })
}
