import { formatMoney } from '#shared/domain/money'
import { useHouse } from '../../../stores/house'
import { payCash } from '../acts'
import { useDesk } from '../desk'
import type { Account } from '../rules/account'
import { quickTenders, typedTender } from '../rules/cash'
import { counterText } from '../text'
import { useTill } from '../till'
import { useSelling } from '../use-selling'
import { CashButton } from './cash-button'
import { CashReceived } from './cash-received'

/** Until something is chosen the tender keeps its shape with the notes of this currency. */
const fallbackCurrency = 'EUR'

/** What is to be paid, and the ways to pay it; always at the bottom, never scrolled. */
export function Tender({ account }: { account: Account }) {
  const { totalMinor, ticketCount } = account
  const houseCurrency = useHouse(state => (state.status === 'shown' ? state.house.event.currency : undefined))
  const currency = account.currency ?? houseCurrency ?? fallbackCurrency
  const typed = useDesk(state => state.typed)
  const isOpen = useTill(state => state.sale.step === 'open')
  const canPay = useSelling().is === 'possible' && isOpen && ticketCount > 0
  const tender = typedTender(typed, totalMinor, currency)
  return (
    <section
      aria-label={counterText.tender}
      className="grid shrink-0 grid-cols-1 gap-1.5 border-line border-t bg-sunken px-4 pt-2.5 pb-3"
    >
      <div className="flex items-end justify-between gap-3 pb-0.5">
        <p className="pb-1 text-ink-soft">
          {counterText.total}
          {ticketCount > 0 && (
            <span className="block text-ink-faint text-meta">{counterText.tickets(ticketCount)}</span>
          )}
        </p>
        <output
          aria-label={counterText.total}
          className={`text-total tracking-[-0.02em] tabular-nums ${canPay ? '' : 'text-ink-faint'}`}
        >
          {formatMoney(totalMinor, currency)}
        </output>
      </div>
      <fieldset aria-label={counterText.cashGiven} className="grid grid-cols-4 gap-1.5">
        {quickTenders(Math.max(totalMinor, ticketCount > 0 ? 0 : 1), currency).map(
          ({ tenderedMinor, changeMinor }, place) => (
            <button
              key={tenderedMinor}
              type="button"
              disabled={!canPay}
              onClick={() => payCash(tenderedMinor)}
              className="grid h-11 place-content-center rounded-control border border-line-strong bg-surface text-center transition-colors enabled:hover:bg-hover disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-ink-off"
            >
              <span className="text-panel leading-[18px]">
                {place === 0 ? counterText.exact : formatMoney(tenderedMinor, currency, 'short')}
              </span>
              {ticketCount > 0 && (
                <span className="text-key leading-[14px] opacity-80">
                  {changeMinor === 0
                    ? counterText.noChange
                    : counterText.back(formatMoney(changeMinor, currency, 'short'))}
                </span>
              )}
            </button>
          ),
        )}
      </fieldset>
      <CashReceived currency={currency} disabled={!canPay} tender={ticketCount > 0 ? tender : undefined} />
      <CashButton account={account} currency={currency} tender={tender} />
    </section>
  )
}
