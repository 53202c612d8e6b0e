import { formatMoney, typedMinor } from '#shared/domain/money'
import { classes } from '../../../ui/classes'
import { confirm } from '../acts'
import { useDesk } from '../desk'
import type { TypedTender } from '../rules/cash'
import { counterText } from '../text'

/** What the customer handed over. Digits typed anywhere at the counter land here; fingers may tap it. */
export function CashReceived({
  currency,
  disabled,
  tender,
}: {
  currency: string
  disabled: boolean
  tender: TypedTender | undefined
}) {
  const typed = useDesk(state => state.typed)
  const outcome = typed === '' ? undefined : tender
  return (
    <label
      className={classes(
        'flex h-11 items-center gap-2 rounded-control border px-3',
        disabled ? 'border-line bg-sunken text-ink-off' : 'border-line-control bg-surface',
      )}
    >
      <span className="shrink-0">{counterText.received}</span>
      <input
        inputMode="decimal"
        autoComplete="off"
        disabled={disabled}
        value={typed}
        placeholder={disabled ? '' : counterText.exact}
        onChange={event => {
          const { value } = event.target
          // What is no amount changes nothing: a pasted -50 is not fifty.
          if (value === '' || typedMinor(value, currency) !== undefined) useDesk.setState({ typed: value })
        }}
        onKeyDown={event => {
          if (event.key !== 'Enter' || event.repeat) return
          event.preventDefault()
          confirm()
        }}
        className="min-w-0 grow bg-transparent text-right text-tender tabular-nums outline-none placeholder:font-normal placeholder:text-ink-faint disabled:cursor-not-allowed"
      />
      {outcome && outcome.says !== 'no-amount' && (
        <span
          className={classes(
            'min-w-[92px] shrink-0 text-right text-meta',
            outcome.says === 'enough' ? 'text-ok' : 'font-semibold text-warn',
          )}
        >
          {outcome.says === 'enough'
            ? counterText.back(formatMoney(outcome.changeMinor, currency))
            : counterText.missing(outcome.missingMinor, currency)}
        </span>
      )}
    </label>
  )
}
