import { Banknote, Lock } from 'lucide-react'
import { formatMoney } from '#shared/domain/money'
import { useTimeZone } from '../../../stores/terminal'
import { Button } from '../../../ui/button'
import { clockTime } from '../../../ui/dates'
import { payCash } from '../acts'
import { useDesk } from '../desk'
import type { Account } from '../rules/account'
import type { TypedTender } from '../rules/cash'
import { counterText } from '../text'
import { useTill } from '../till'
import type { Sale } from '../till/sale'
import { useLasting } from '../use-lasting'
import { type Selling, useSelling } from '../use-selling'

/** Up to here (milliseconds) waiting needs no sign. */
const unnoticedMs = 200

export interface CashButtonProps {
  account: Account
  currency: string
  tender: TypedTender
}

/** Sells for what was typed, or for the exact sum; when it cannot, it says why in its own place. */
export function CashButton({ account, currency, tender }: CashButtonProps) {
  const sale = useTill(state => state.sale)
  const isHolding = useTill(state => state.underWay > 0)
  const selling = useSelling()
  const timeZone = useTimeZone()
  // Enter answers a question first: what a notice offers, or whether a sale is to be taken back.
  const hasRemedy = useDesk(({ notice }) => notice?.remedy !== undefined)
  const isAsked = useTill(({ undo }) => undo?.is === 'asking')
  const isBusy = useLasting(isHolding || sale.step === 'paying' || sale.step === 'exchanging', unnoticedMs)
  const locked = whyLocked(account, sale, selling)
  if (locked)
    return (
      <Button
        size="tender"
        disabled
        aria-keyshortcuts="Enter"
        icon={locked.why === 'empty' ? undefined : <Lock size={16} aria-hidden />}
        className="w-full"
      >
        <span className="grow text-left">{counterText.locked[locked.why]}</span>
        {locked.since !== undefined && (
          <span className="font-normal text-base">
            {counterText.since(clockTime(locked.since, timeZone))}
          </span>
        )}
      </Button>
    )
  const isEnough = tender.says === 'enough'
  const isExact = isEnough && tender.changeMinor === 0
  return (
    <Button
      kind="primary"
      size="tender"
      busy={isBusy}
      disabled={!isEnough}
      icon={<Banknote size={18} aria-hidden />}
      keys={hasRemedy || isAsked ? undefined : counterText.keys.enter}
      aria-keyshortcuts="Enter"
      className="w-full"
      onClick={() => isEnough && payCash(tender.tenderedMinor)}
    >
      <span className="grow text-left">
        {isBusy
          ? isHolding
            ? counterText.holding
            : counterText.selling
          : isExact
            ? counterText.cashExact
            : counterText.cash}
      </span>
      {isEnough && <span className="tabular-nums">{formatMoney(tender.tenderedMinor, currency)}</span>}
    </Button>
  )
}

interface Locked {
  why: keyof typeof counterText.locked
  since?: string | number
}

function whyLocked(account: Account, sale: Sale, selling: Selling): Locked | undefined {
  // A payment under way says so until it has its answer, whatever the cluster does meanwhile.
  if (sale.step === 'paying' || sale.step === 'exchanging') return undefined
  if (selling.is !== 'possible') return { why: selling.is, since: selling.since }
  if (sale.step === 'checking') return { why: 'checking', since: sale.attempt.sentAt }
  if (sale.step === 'not-sold') return { why: 'give-back' }
  return account.ticketCount === 0 ? { why: 'empty' } : undefined
}
