import { formatMoney } from '#shared/domain/money'

/** An amount, never broken over two lines. `short` drops decimals that are zero. */
export function Money({
  minor,
  currency,
  short = false,
}: {
  minor: number
  currency: string
  short?: boolean
}) {
  return (
    <span className="figures whitespace-nowrap">
      {formatMoney(minor, currency, short ? 'short' : 'full')}
    </span>
  )
}
