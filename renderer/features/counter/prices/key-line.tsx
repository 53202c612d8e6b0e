import type { ReactNode } from 'react'
import type { HouseFacts } from '../../../stores/house'
import { Kbd } from '../../../ui/kbd'
import { toggleOverlay } from '../../../ui/overlay'
import { useBasketTool } from '../basket/basket-tool'
import { useChoice } from '../choice'
import { useDesk } from '../desk'
import { whatExchangeDoes } from '../exchange/exchange-tender'
import { exchangeText } from '../exchange/text'
import type { Account } from '../rules/account'
import { typedTender } from '../rules/cash'
import { type PlaceId, samePlace } from '../rules/places'
import { useTender } from '../tender/tender-store'
import { counterText } from '../text'
import { useAccount, useCurrentBasket, useTill } from '../till'
import { useStaleSince } from '../use-selling'
import { GroupWords } from './group-words'
import { NoticeLine } from './notice-line'
import { StaleLine } from './stale-line'

/** What was typed and what Enter will do; a notice takes its place, so that nothing on the screen moves. */
export function KeyLine({ house }: { house: HouseFacts }) {
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

function WhatEnterDoes({ house }: { house: HouseFacts }): ReactNode {
  const { typed, isWalking, line } = useDesk()
  const sale = useTill(state => state.sale)
  const account = useAccount()
  const { keys } = counterText
  if (sale.step === 'checking') return counterText.locked.checking
  if (sale.step === 'exchanging') return null
  if (sale.step === 'not-sold') return <KeyDoes name={keys.enter} what={counterText.moneyIsBack} />
  if (isWalking)
    return (
      <>
        <KeyDoes name={keys.enter} what={counterText.takesSeat} />
        <span className="w-1" />
        <KeyDoes name={keys.escape} what={counterText.backToSelling} />
      </>
    )
  if (line) return <WhatLineBecomes line={line} />
  if (account.exchange && account.ticketCount > 0 && account.totalMinor <= 0)
    return <KeyDoes name={keys.enter} what={whatExchangeDoes(account)} />
  if (account.ticketCount > 0) return <WhatEnterSells account={account} typed={typed} />
  return typed === '' ? <FirstStep house={house} /> : <Kbd>{typed}</Kbd>
}

function KeyDoes({ name, what }: { name: string; what: string }) {
  return (
    <>
      <Kbd>{name}</Kbd>
      <span className="truncate">{what}</span>
    </>
  )
}

function WhatEnterSells({ account, typed }: { account: Account; typed: string }) {
  const { totalMinor, currency = '' } = account
  const tender = typedTender(typed, totalMinor, currency)
  const isForm = useIsFormOpen()
  // Enter is the form's then, and says so on its button.
  if (isForm) return <GroupWords account={account} />
  return (
    <>
      {typed !== '' && <Kbd>{typed}</Kbd>}
      <GroupWords account={account} />
      {tender.says === 'too-little' && (
        <span className="text-warn">{counterText.missing(tender.missingMinor, currency)}</span>
      )}
      {tender.says === 'enough' && (
        <KeyDoes
          name={counterText.keys.enter}
          what={
            typed === ''
              ? (account.exchange ? exchangeText.forCash : counterText.sellsForCash)(totalMinor, currency)
              : counterText.takesCash(tender.tenderedMinor, tender.changeMinor, currency)
          }
        />
      )}
    </>
  )
}

/** Whether a way to pay or a tool of the basket has a form open. */
function useIsFormOpen(): boolean {
  const isPaying = useTender(({ panel }) => panel !== 'notes')
  const isTool = useBasketTool(({ tool }) => tool !== undefined)
  return isPaying || isTool
}

/** What to do with an empty basket. */
function FirstStep({ house }: { house: HouseFacts }): ReactNode {
  const { chosen, keys } = useChoice(house)
  const [first] = keys
  if (!chosen || !first) return null
  if (chosen.type.sells.by === 'area')
    return <KeyDoes name="F1" what={counterText.addsOne(first.name, chosen.type.name)} />
  return (
    <>
      <KeyDoes name="F1" what={counterText.holdsBest(first.name, chosen.type.name)} />
      <span className="text-ink-faint">{counterText.orClickSeats}</span>
    </>
  )
}

/** A seat of the basket is chosen: what the price keys make of it. */
function WhatLineBecomes({ line }: { line: PlaceId }) {
  const seat = useCurrentBasket()?.lines.find(own => samePlace(own, line))
  const { keys } = counterText
  return (
    <>
      <strong className="shrink-0 font-semibold text-ink">{seat?.placeLabel}</strong>
      <KeyDoes name="F1…F8" what={counterText.retypes} />
      <KeyDoes name={keys.delete} what={counterText.givesBack} />
    </>
  )
}

function Hint() {
  const isWalking = useDesk(state => state.isWalking)
  const hasSomething = useTill(
    ({ picks, basketId, sale }) => sale.step === 'open' && (picks.length > 0 || basketId !== undefined),
  )
  const line = useDesk(state => state.line)
  if (isWalking || line) return null
  if (!hasSomething)
    return (
      <p className="flex shrink-0 items-center gap-1.5 text-ink-faint">
        <AllKeys />
      </p>
    )
  return (
    <p className="flex shrink-0 items-center gap-1.5 text-ink-faint">
      <Kbd>{counterText.keys.shift}</Kbd>
      {counterText.takesAway}
      <span className="w-1" />
      <AllKeys />
    </p>
  )
}

function AllKeys() {
  return (
    <button
      type="button"
      className="flex items-center gap-1.5 rounded-key hover:text-ink"
      onClick={() => toggleOverlay('keys')}
    >
      <Kbd>?</Kbd>
      {counterText.allKeys}
    </button>
  )
}
