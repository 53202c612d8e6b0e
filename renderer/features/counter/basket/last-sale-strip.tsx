import { formatMoney } from '#shared/domain/money'
import { useTimeZone } from '../../../stores/terminal'
import { Button } from '../../../ui/button'
import { classes } from '../../../ui/classes'
import { dayAndTime, shortDay } from '../../../ui/dates'
import { tenderText } from '../tender/text'
import { counterText } from '../text'
import { undoing, useTill } from '../till'
import type { LastSale } from '../till/sale'

/** Number and change of the sale before, which stay to be seen while the next one begins; and the way to undo it. */
export function LastSaleStrip({ sale }: { sale: LastSale }) {
  const { number, tenderedMinor, totalMinor, changeMinor, currency } = sale
  const timeZone = useTimeZone()
  // What was found done when this terminal started again is taken back on its own page, where it can be looked at.
  const isOwn = useTill(state => state.lastSale?.orderId === sale.orderId && state.sale.step === 'open')
  const canUndo = isOwn && sale.as !== 'invoice'
  const hasChange = changeMinor > 0
  const isUnpaid = sale.as === 'reserved' || sale.as === 'invoice'
  return (
    <section
      role="status"
      aria-label={counterText.lastSale}
      className={classes(
        'flex min-h-12 shrink-0 items-center gap-2.5 border-b py-1.5 pl-4',
        canUndo ? 'pr-2' : 'pr-4',
        isUnpaid ? 'border-accent-line bg-accent-soft' : 'border-ok-line bg-ok-soft',
      )}
    >
      <div className="min-w-0 grow">
        <p className={classes('truncate font-semibold text-meta', isUnpaid ? 'text-accent' : 'text-ok')}>
          {titleOf(sale, timeZone)}
        </p>
        <p className="select-text truncate text-ink-soft text-meta">
          {isUnpaid
            ? `${number} · ${tenderText.notPaidYet}`
            : counterText.paid(number, hasChange ? tenderedMinor : totalMinor, currency)}
        </p>
      </div>
      <p
        className={classes(
          'shrink-0 tabular-nums',
          isUnpaid ? 'text-label' : hasChange ? 'text-ok text-title' : 'text-label text-ok',
        )}
      >
        {isUnpaid
          ? formatMoney(totalMinor, currency)
          : hasChange
            ? formatMoney(changeMinor, currency)
            : counterText.noChangeToGive}
      </p>
      {canUndo && (
        <Button kind="quiet" size="touch-tight" keys={tenderText.undoKey} onClick={undoing.ask}>
          {tenderText.undo}
        </Button>
      )}
    </section>
  )
}

function titleOf({ as, checked, changeMinor, until, invoice = '' }: LastSale, timeZone: string): string {
  const hasChange = changeMinor > 0
  if (as === 'reserved' && until) return tenderText.lastReserved(dayAndTime(until, Date.now(), timeZone))
  if (as === 'invoice' && until) return tenderText.lastInvoiced(invoice, shortDay(until, timeZone))
  if (checked) return hasChange ? counterText.foundSold : counterText.foundSoldExact
  if (as === 'paid' && !hasChange) return tenderText.lastPaid
  return hasChange ? counterText.changeDue : counterText.noChangeDue
}
