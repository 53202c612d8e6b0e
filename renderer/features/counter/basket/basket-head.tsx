import { Trash2 } from 'lucide-react'
import type { OpenBasket } from '../../../stores/baskets'
import { Button, IconButton } from '../../../ui/button'
import { classes } from '../../../ui/classes'
import { CountdownRing, formatCountdown, useCountdown } from '../../../ui/countdown'
import { failureSentence } from '../../../ui/text/failures'
import { useAction } from '../../../ui/use-action'
import { notify } from '../desk'
import { type Account, isNumbered } from '../rules/account'
import { counterText } from '../text'
import { places, standing, useTill } from '../till'
import { basketText } from './text'

/** How many tickets, and how long they are held. */
export function BasketHead({ account, basket }: { account: Account; basket: OpenBasket | undefined }) {
  const onlySeats = basket?.lines.every(isNumbered) === true && basket.lines.length === account.ticketCount
  return (
    <header className="flex h-11 shrink-0 items-center gap-2 px-4">
      <h2 className="text-panel">
        {onlySeats ? counterText.seats(account.ticketCount) : counterText.tickets(account.ticketCount)}
      </h2>
      {basket ? (
        <HoldRing basket={basket} />
      ) : (
        <p className="grow text-ink-faint text-meta">{counterText.notHeld}</p>
      )}
      <IconButton
        label={basket ? counterText.releaseAll : counterText.clearAll}
        size="small"
        className="-mr-2"
        onClick={() => void places.releaseAll()}
      >
        <Trash2 size={16} aria-hidden />
      </IconButton>
    </header>
  )
}

/** A full ring; longer holds start full too. Ten minutes is what a hold has unless the house says otherwise. */
const fullRingMs = 10 * 60_000
const soonMs = 120_000
const nowMs = 30_000

function HoldRing({ basket }: { basket: OpenBasket }) {
  const leftMs = useCountdown(basket.deadlineAt)
  const isNow = leftMs < nowMs
  return (
    <>
      {isNow && <p className="font-semibold text-danger text-meta">{counterText.holdEndsSoon}</p>}
      <div
        role="timer"
        aria-label={counterText.timeLeft}
        className={classes(
          'ml-auto flex items-center gap-1.5 text-label tabular-nums',
          isNow ? 'text-danger' : leftMs < soonMs && 'text-warn',
        )}
      >
        <CountdownRing leftMs={leftMs} totalMs={Math.max(fullRingMs, leftMs)} />
        {formatCountdown(leftMs)}
      </div>
      <ExtendButton isUrgent={leftMs < soonMs} />
    </>
  )
}

/** Gives the basket its whole time again. */
export async function extendBasket(): Promise<void> {
  try {
    await standing.extend()
  } catch (failure) {
    notify({ tone: 'warn', ...failureSentence(failure) })
  }
}

function ExtendButton({ isUrgent }: { isUrgent: boolean }) {
  const isOpen = useTill(state => state.sale.step === 'open')
  const { busy, run } = useAction(extendBasket)
  return (
    <Button
      size="small"
      kind={isUrgent ? 'primary' : 'plain'}
      keys={basketText.extendKey}
      busy={busy}
      disabled={!isOpen}
      onClick={() => void run()}
    >
      {basketText.extend}
    </Button>
  )
}
