import { formatMoney } from '#shared/domain/money'
import type { Account } from '../rules/account'
import { counterText } from '../text'
import { tenderText } from './text'

/** How the total comes about: tickets, what is off them, fees, the tax in it. Only what there is. */
export function Sums({ account, currency }: { account: Account; currency: string }) {
  const { ticketsMinor, ticketCount, discounts, fees, taxes } = account
  if (ticketCount === 0 || discounts.length + fees.length + taxes.length === 0) return null
  return (
    <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 text-ink-soft text-meta leading-[17px]">
      <Sum name={counterText.tickets(ticketCount)} value={formatMoney(ticketsMinor, currency)} />
      {discounts.map(({ name, code, amountMinor }) => (
        <Sum
          key={`${name} ${code}`}
          name={tenderText.off(name, code)}
          value={`−${formatMoney(amountMinor, currency)}`}
        />
      ))}
      {fees.map(({ name, amountMinor }) => (
        <Sum key={name} name={name} value={formatMoney(amountMinor, currency)} />
      ))}
      {taxes.map(({ name, amountMinor }) => (
        <Sum key={name} name={tenderText.includes(name)} value={formatMoney(amountMinor, currency)} isFaint />
      ))}
    </dl>
  )
}

function Sum({ name, value, isFaint = false }: { name: string; value: string; isFaint?: boolean }) {
  const look = isFaint ? 'text-ink-faint' : ''
  return (
    <>
      <dt className={`truncate ${look}`}>{name}</dt>
      <dd className={`text-right tabular-nums ${look}`}>{value}</dd>
    </>
  )
}
