import { formatMoney } from '#shared/domain/money'
import { payCash } from '../acts'
import type { Account } from '../rules/account'
import { quickTenders } from '../rules/cash'
import { counterText } from '../text'

/** The exact sum and what people hand over for it, each with the change it gives. */
export function QuickNotes(props: { account: Account; currency: string; disabled: boolean }) {
  const { account, currency, disabled } = props
  const { totalMinor, ticketCount } = account
  return (
    <fieldset aria-label={counterText.cashGiven} className="grid auto-cols-fr grid-flow-col gap-1.5">
      {quickTenders(Math.max(totalMinor, ticketCount > 0 ? 0 : 1), currency).map(
        ({ tenderedMinor, changeMinor }, place) => (
          <button
            key={tenderedMinor}
            type="button"
            disabled={disabled}
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
  )
}
