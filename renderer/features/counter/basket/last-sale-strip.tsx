import { formatMoney } from '#shared/domain/money'
import { counterText } from '../text'
import type { LastSale } from '../till/sale'

/** Number and change of the sale before, which stay to be seen while the next one begins. */
export function LastSaleStrip({ sale }: { sale: LastSale }) {
  const { number, tenderedMinor, totalMinor, changeMinor, currency, checked } = sale
  const title = checked
    ? counterText.foundSold
    : changeMinor > 0
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
        <p className="truncate text-ink-soft text-meta">
          {counterText.paid(number, changeMinor > 0 ? tenderedMinor : totalMinor, currency)}
        </p>
      </div>
      <p className="shrink-0 text-ok text-title tabular-nums">{formatMoney(changeMinor, currency)}</p>
    </section>
  )
}
