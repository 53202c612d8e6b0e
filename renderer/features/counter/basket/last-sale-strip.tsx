import { formatMoney } from '#shared/domain/money'
import { classes } from '../../../ui/classes'
import { counterText } from '../text'
import type { LastSale } from '../till/sale'

/** Number and change of the sale before, which stay to be seen while the next one begins. */
export function LastSaleStrip({ sale }: { sale: LastSale }) {
  const { number, tenderedMinor, totalMinor, changeMinor, currency, checked } = sale
  const hasChange = changeMinor > 0
  const title = checked
    ? hasChange
      ? counterText.foundSold
      : counterText.foundSoldExact
    : hasChange
      ? counterText.changeDue
      : counterText.noChangeDue
  return (
    <section
      role="status"
      aria-label={counterText.lastSale}
      className="flex min-h-12 shrink-0 items-center justify-between gap-3 border-ok-line border-b bg-ok-soft px-4 py-2"
    >
      <div className="min-w-0">
        <p className="truncate font-semibold text-meta text-ok">{title}</p>
        <p className="select-text truncate text-ink-soft text-meta">
          {counterText.paid(number, hasChange ? tenderedMinor : totalMinor, currency)}
        </p>
      </div>
      <p className={classes('shrink-0 text-ok tabular-nums', hasChange ? 'text-title' : 'text-label')}>
        {hasChange ? formatMoney(changeMinor, currency) : counterText.noChangeToGive}
      </p>
    </section>
  )
}
