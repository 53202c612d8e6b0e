import type { ReactNode } from 'react'
import type { House } from '#shared/contract/events'
import { Kbd } from '../../../ui/kbd'
import { useChoice } from '../choice'
import { useDesk } from '../desk'
import { accountOf, labelOf } from '../rules/account'
import { typedTender } from '../rules/cash'
import { priceFor } from '../rules/offers'
import { counterText } from '../text'
import { useCurrentBasket, useTill } from '../till'
import { useStaleSince } from '../use-selling'
import { NoticeLine } from './notice-line'
import { StaleLine } from './stale-line'

/** What was typed and what Enter will do; a notice takes its place, so that nothing on the screen moves. */
export function KeyLine({ house }: { house: House }) {
  const notice = useDesk(state => state.notice)
  const staleSince = useStaleSince()
  if (notice) return <NoticeLine notice={notice} />
  if (staleSince !== undefined) return <StaleLine since={staleSince} />
  return (
    <div className="flex h-9 shrink-0 items-center gap-2 border-line border-t bg-surface px-3 text-ink-soft text-meta">
      <p role="status" className="flex min-w-0 grow items-center gap-1.5 truncate">
        <WhatEnterDoes house={house} />
      </p>
      <Hint />
    </div>
  )
}

function WhatEnterDoes({ house }: { house: House }) {
  const typed = useDesk(state => state.typed)
  const { picks, sale } = useTill()
  const account = accountOf(useCurrentBasket(), picks)
  const currency = account.currency ?? house.event.currency
  if (sale.step === 'checking') return counterText.locked.checking
  if (sale.step === 'not-sold')
    return (
      <>
        <Kbd>{counterText.keys.enter}</Kbd>
        {counterText.moneyIsBack}
      </>
    )
  if (account.ticketCount === 0) return typed === '' ? <FirstStep house={house} /> : <Kbd>{typed}</Kbd>
  const tender = typedTender(typed, account.totalMinor, currency)
  const strong = <strong className="truncate font-semibold text-ink">{labelOf(account)}.</strong>
  if (tender.says !== 'enough')
    return (
      <>
        <Kbd>{typed}</Kbd>
        {strong}
        {tender.says === 'too-little' && (
          <span className="text-warn">{counterText.missing(tender.missingMinor, currency)}</span>
        )}
      </>
    )
  return (
    <>
      {typed !== '' && <Kbd>{typed}</Kbd>}
      {strong}
      <Kbd>{counterText.keys.enter}</Kbd>
      <span className="truncate">
        {typed === ''
          ? counterText.sellsForCash(account.totalMinor, currency)
          : counterText.takesCash(tender.tenderedMinor, tender.changeMinor, currency)}
      </span>
    </>
  )
}

/** What to do with an empty basket. */
function FirstStep({ house }: { house: House }): ReactNode {
  const { chosen, keys } = useChoice(house)
  const priceType = useDesk(state => state.priceType)
  const [first] = keys
  if (!chosen || !first) return null
  if (chosen.type.sells.by === 'area')
    return (
      <>
        <Kbd>F1</Kbd>
        {counterText.addsOne(first.name, chosen.type.name)}
      </>
    )
  return (
    <>
      {counterText.clickSeats};{' '}
      <strong className="font-semibold text-ink">
        {counterText.nextSeatIs(priceFor(chosen.type, priceType).name)}
      </strong>
    </>
  )
}

function Hint() {
  const hasSomething = useTill(
    ({ picks, basketId, sale }) => sale.step === 'open' && (picks.length > 0 || basketId !== undefined),
  )
  if (!hasSomething) return null
  return (
    <p className="flex shrink-0 items-center gap-1.5 text-ink-faint">
      <Kbd>{counterText.keys.shift}</Kbd>
      {counterText.takesAway}
      <span className="w-1" />
      <Kbd>{counterText.keys.escape}</Kbd>
      {counterText.clears}
    </p>
  )
}
