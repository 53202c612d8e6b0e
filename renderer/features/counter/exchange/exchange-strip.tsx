import { ArrowLeftRight } from 'lucide-react'
import { useEffect } from 'react'
import { type Exchange, mayLeave, useExchange } from '../../../stores/exchange'
import { Button } from '../../../ui/button'
import { useAccount } from '../till'
import { exchanging, leaveExchange } from '.'
import { exchangeText } from './text'

/** Across the counter while tickets of an order are being exchanged: which ones, how far it is, and the way out. */
export function ExchangeStrip() {
  const exchange = useExchange(state => state.exchange)
  useEffect(() => void exchanging.resume(), [])
  return exchange ? <Strip exchange={exchange} /> : null
}

function Strip({ exchange }: { exchange: Exchange }) {
  const { places, number, stands } = exchange
  const isWaiting = stands.is === 'waiting'
  const { ticketCount } = useAccount()
  const words = isWaiting
    ? { title: exchangeText.waits(places.length, number), next: exchangeText.waitsFor }
    : { title: exchangeText.of(places.length, number), next: exchangeText.choose(places.length) }
  return (
    <section
      aria-label={exchangeText.title}
      className="col-span-3 flex h-11 items-center gap-2.5 border-accent-line border-b bg-accent-soft pr-3 pl-4"
    >
      <ArrowLeftRight size={18} aria-hidden className="shrink-0 text-accent" />
      <p role="status" className="min-w-0 grow truncate">
        <strong className="text-accent text-label">{words.title}</strong>
        <span className="text-ink-soft"> · {words.next}</span>
      </p>
      {!isWaiting && (
        <p className="shrink-0 text-ink-soft tabular-nums">
          {exchangeText.chosen(ticketCount, places.length)}
        </p>
      )}
      <Button
        size="medium"
        title={exchangeText.leaveHint}
        keys={isWaiting ? undefined : exchangeText.keys.escape}
        disabled={!mayLeave(exchange)}
        onClick={leaveExchange}
      >
        {exchangeText.leave}
      </Button>
    </section>
  )
}
