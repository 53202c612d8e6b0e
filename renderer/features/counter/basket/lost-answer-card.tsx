import { Check, CircleAlert, Clock, LoaderCircle } from 'lucide-react'
import type { ReactNode } from 'react'
import { formatMoney } from '#shared/domain/money'
import { useTimeZone } from '../../../stores/terminal'
import { Button } from '../../../ui/button'
import { classes } from '../../../ui/classes'
import { clockTime } from '../../../ui/dates'
import { useNow } from '../../../ui/use-now'
import { sellAgain } from '../acts'
import { tenderText } from '../tender/text'
import { counterText } from '../text'
import { payments } from '../till'
import type { Attempt, Sale } from '../till/sale'

type LostSale = Sale & { step: 'checking' | 'not-sold' }

/** A sale whose answer was lost: what is known, what is being done, and the one thing to do about the money. */
export function LostAnswerCard({ sale, canSellAgain }: { sale: LostSale; canSellAgain: boolean }) {
  return (
    <div className="shrink-0 p-3">
      {sale.step === 'checking' ? (
        <Checking sale={sale} />
      ) : (
        <NotSold attempt={sale.attempt} canSellAgain={canSellAgain} />
      )}
    </div>
  )
}

function Checking({ sale: { attempt, tries, nextTryAt } }: { sale: LostSale & { step: 'checking' } }) {
  const now = useNow(1_000)
  const seconds = nextTryAt === undefined ? undefined : Math.max(0, Math.ceil((nextTryAt - now) / 1_000))
  return (
    <Card
      tone="warn"
      icon={<Clock size={16} aria-hidden />}
      title={counterText.checkingTitle}
      why={counterText.checkingWhy}
      attempt={attempt}
    >
      <ol className="grid gap-1.5 border-line border-b px-3 py-2">
        <li className="flex items-center gap-2">
          <Check size={16} aria-hidden className="text-ok" />
          {counterText.checkingSteps.sent}
          <SentAt at={attempt.sentAt} />
        </li>
        <li className="flex items-center gap-2 text-label">
          <LoaderCircle
            size={16}
            aria-hidden
            className="animate-turn text-warn-fill motion-reduce:animate-none"
          />
          {counterText.checkingSteps.waiting}
          <span className="ml-auto text-ink-faint text-meta">
            {seconds === undefined ? counterText.tries(tries) : counterText.nextTry(tries, seconds)}
          </span>
        </li>
      </ol>
      <p className="bg-sunken px-3 py-2">
        <strong className="font-semibold">
          {attempt.tenderedMinor > 0 ? counterText.keepMoney : tenderText.lost.wait}
        </strong>{' '}
        {attempt.tenderedMinor > 0
          ? counterText.keepMoneyWhy(attempt.tenderedMinor, attempt.currency)
          : tenderText.lost.whatFollows[attempt.way]}
      </p>
    </Card>
  )
}

function SentAt({ at }: { at: number }) {
  const timeZone = useTimeZone()
  return <span className="ml-auto text-ink-faint text-meta">{clockTime(at, timeZone)}</span>
}

function NotSold({ attempt, canSellAgain }: { attempt: Attempt; canSellAgain: boolean }) {
  // Parts are put together again: nobody sells for cash what a card was to pay.
  const isCash = attempt.way === 'cash'
  return (
    <Card
      tone="danger"
      icon={<CircleAlert size={16} aria-hidden />}
      title={counterText.notSoldTitle}
      why={counterText.notSoldWhy}
      attempt={attempt}
    >
      <p className="px-3 py-2">
        <strong className="block text-title">
          {counterText.giveBack(attempt.tenderedMinor, attempt.currency)}
        </strong>
        {canSellAgain && isCash && counterText.orSellAgain}
      </p>
      <div className="grid grid-flow-col gap-1.5 bg-sunken p-2">
        <Button kind="primary" size="touch" keys={counterText.keys.enter} onClick={payments.moneyReturned}>
          {counterText.moneyReturned}
        </Button>
        {canSellAgain && isCash && (
          <Button size="touch" onClick={() => sellAgain(attempt.tenderedMinor)}>
            {counterText.sellAgain}
          </Button>
        )}
      </div>
    </Card>
  )
}

const tones = {
  warn: { line: 'border-warn-line', head: 'bg-warn-soft', icon: 'text-warn' },
  danger: { line: 'border-danger-line', head: 'bg-danger-soft', icon: 'text-danger' },
}

function Card(props: {
  tone: keyof typeof tones
  icon: ReactNode
  title: string
  why: string
  attempt: Attempt
  children: ReactNode
}) {
  const { tone, icon, title, why, attempt, children } = props
  const look = tones[tone]
  return (
    <section
      role={tone === 'danger' ? 'alert' : 'status'}
      aria-label={title}
      className={classes('overflow-hidden rounded-card border shadow-raised', look.line)}
    >
      <header className={classes('flex gap-2.5 px-3 py-2', look.head)}>
        <span className={classes('mt-0.5', look.icon)}>{icon}</span>
        <div>
          <h2 className="text-label">{title}</h2>
          <p className="text-ink-soft text-meta">{why}</p>
        </div>
      </header>
      <p className="flex justify-between gap-3 border-line border-b px-3 py-2 font-semibold">
        <span className="truncate">{attempt.label}</span>
        <span className="shrink-0">
          {tenderText.lost.of[attempt.way](formatMoney(attempt.totalMinor, attempt.currency))}
        </span>
      </p>
      {children}
    </section>
  )
}
