import { ArrowLeftRight, Check, Clock, LoaderCircle, X } from 'lucide-react'
import { Link } from 'wouter'
import { formatMoney } from '#shared/domain/money'
import { type Exchanged, type ExchangeStands, useExchange } from '../../../stores/exchange'
import { useTimeZone } from '../../../stores/terminal'
import { IconButton } from '../../../ui/button'
import { clockTime } from '../../../ui/dates'
import { orderPath } from '../../../ui/paths'
import { useNow } from '../../../ui/use-now'
import { exchangeText } from './text'

/** What the exchange before left to be done with the money, until the next sale. */
export function ExchangedStrip({ done }: { done: Exchanged }) {
  const { orderId, number, tickets, differenceMinor, changeMinor, back, currency, checked } = done
  const backMinor = differenceMinor < 0 ? -differenceMinor : changeMinor
  const what =
    differenceMinor < 0
      ? exchangeText.handBack(back ?? 'cash')
      : differenceMinor === 0
        ? exchangeText.even
        : changeMinor > 0
          ? exchangeText.changeDue
          : exchangeText.paidExact
  return (
    <section
      role="status"
      aria-label={exchangeText.done(tickets)}
      className="flex min-h-12 shrink-0 items-center gap-2.5 border-ok-line border-b bg-ok-soft py-1.5 pr-1 pl-4"
    >
      <ArrowLeftRight size={16} aria-hidden className="shrink-0 text-ok" />
      <div className="min-w-0 grow">
        <p className="truncate font-semibold text-meta text-ok">
          {checked ? exchangeText.doneChecked(tickets) : exchangeText.done(tickets)}
        </p>
        <p className="truncate text-ink-soft text-meta">
          <Link href={orderPath(orderId)} className="select-text underline underline-offset-2 hover:text-ink">
            {number}
          </Link>
          {` · ${what}`}
        </p>
      </div>
      {backMinor > 0 && (
        <p className="shrink-0 text-ok text-title tabular-nums">{formatMoney(backMinor, currency)}</p>
      )}
      <IconButton
        label={exchangeText.dismiss}
        size="touch"
        onClick={() => useExchange.setState({ done: undefined })}
      >
        <X size={16} aria-hidden />
      </IconButton>
    </section>
  )
}

/** An exchange whose answer was lost: what is known, what is being done, and the one thing to do meanwhile. */
export function ExchangeChecking({ stands }: { stands: Extract<ExchangeStands, { is: 'checking' }> }) {
  const now = useNow(1_000)
  const timeZone = useTimeZone()
  const { sentAt, tries, nextTryAt } = stands
  const seconds = nextTryAt === undefined ? undefined : Math.max(0, Math.ceil((nextTryAt - now) / 1_000))
  return (
    <div className="shrink-0 p-3">
      <section
        role="status"
        aria-label={exchangeText.checking}
        className="overflow-hidden rounded-card border border-warn-line shadow-raised"
      >
        <header className="flex gap-2.5 bg-warn-soft px-3 py-2">
          <Clock size={16} aria-hidden className="mt-0.5 shrink-0 text-warn" />
          <div>
            <h2 className="text-label">{exchangeText.checking}</h2>
            <p className="text-ink-soft text-meta">{exchangeText.checkingWhy}</p>
          </div>
        </header>
        <ol className="grid gap-1.5 border-line border-b px-3 py-2">
          <li className="flex items-center gap-2">
            <Check size={16} aria-hidden className="text-ok" />
            {exchangeText.sent}
            <span className="ml-auto text-ink-faint text-meta">{clockTime(sentAt, timeZone)}</span>
          </li>
          <li className="flex items-center gap-2 text-label">
            <LoaderCircle
              size={16}
              aria-hidden
              className="animate-turn text-warn-fill motion-reduce:animate-none"
            />
            {exchangeText.waiting}
            <span className="ml-auto text-ink-faint text-meta">{exchangeText.tries(tries, seconds)}</span>
          </li>
        </ol>
        <p className="bg-sunken px-3 py-2">
          <strong className="font-semibold">{exchangeText.wait}</strong> {exchangeText.waitWhy}
        </p>
      </section>
    </div>
  )
}
