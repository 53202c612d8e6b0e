import { CreditCard } from 'lucide-react'
import { useLocation } from 'wouter'
import { formatMoney } from '#shared/domain/money'
import { useBaskets } from '../../../stores/baskets'
import { useExchange } from '../../../stores/exchange'
import { useTimeZone } from '../../../stores/terminal'
import { Button } from '../../../ui/button'
import { timeOfDay } from '../../../ui/dates'
import { orderPath } from '../../../ui/paths'
import { tenderText } from '../tender/text'
import { devicePayments, useTill } from '../till'
import { devicePaymentOf } from '../till/device-payment'

/** Card payments of this till that wait for a word and are in nobody's hand here. */
export function OpenPayments() {
  const paying = useBaskets(state => state.paying)
  const timeZone = useTimeZone()
  const sale = useTill(state => state.sale)
  const exchange = useExchange(state => state.exchange)
  const [, navigate] = useLocation()
  const inHand = sale.step === 'device' || sale.step === 'settling' ? sale.payment : exchange
  const waiting = paying.filter(({ orderId }) => orderId !== inHand?.orderId)
  const [first] = waiting
  if (!first) return null
  const { number, cardMinor, currency, begunAt } = devicePaymentOf(first)
  // A card of an order that stands is answered where that order is.
  const answer = () =>
    first.status === 'paying' ? devicePayments.takeUp(first) : navigate(orderPath(first.orderId))
  return (
    <section
      aria-label={tenderText.card.openTitle(waiting.length)}
      className="flex shrink-0 items-center gap-2.5 border-warn-line border-b bg-warn-soft px-4 py-2"
    >
      <CreditCard size={16} aria-hidden className="shrink-0 text-warn" />
      <p className="min-w-0 grow leading-[16px]">
        <span className="block truncate font-semibold text-meta text-warn">
          {tenderText.card.openTitle(waiting.length)}
        </span>
        <span className="block truncate text-ink-soft text-meta">
          {number} · {formatMoney(cardMinor, currency)} · {timeOfDay(begunAt, timeZone)}
        </span>
      </p>
      <Button size="touch" disabled={sale.step !== 'open'} onClick={answer}>
        {tenderText.card.answer}
      </Button>
    </section>
  )
}
