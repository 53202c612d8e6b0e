import { Banknote, CreditCard, Gift, X } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { formatMoney, typedMinor } from '#shared/domain/money'
import { isRefusal } from '#shared/errors/refusals'
import { terminal } from '../../../transport'
import { Button, IconButton } from '../../../ui/button'
import { controlLook } from '../../../ui/field'
import { failureSentence } from '../../../ui/text/failures'
import { useAction } from '../../../ui/use-action'
import type { Account } from '../rules/account'
import { cashOf, dueMinor, type Part, withPart } from '../rules/split'
import { counterText } from '../text'
import { useTill } from '../till'
import { payParts } from './acts'
import { Problem, TenderPanel } from './panel'
import { showPanel, useTender } from './tender-store'
import { tenderText } from './text'

const text = tenderText.split
const icons = { cash: Banknote, card: CreditCard, gift: Gift }

/** A payment in parts: cash, a card, gift cards, until nothing is due. A gift card alone is one part, too. */
export function SplitPanel(props: { account: Account; currency: string; isShown: boolean }) {
  const { account, currency, isShown } = props
  const { parts, panel } = useTender()
  const isOpen = useTill(state => state.sale.step === 'open')
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string>()
  const amount = useRef<HTMLInputElement>(null)
  const left = dueMinor(parts, account.totalMinor)
  const isPaid = left === 0 && parts.length > 0

  const isGift = panel === 'gift'
  useEffect(() => {
    if (!isGift) amount.current?.focus()
  }, [isGift])

  const add = (further: Parameters<typeof withPart>[2]): boolean => {
    const asked = typed === '' ? undefined : typedMinor(typed, currency)
    if (typed !== '' && asked === undefined) {
      setProblem(text.notAnAmount)
      return false
    }
    const result = withPart(parts, account.totalMinor, further, asked)
    setProblem('refused' in result ? text.refused[result.refused] : undefined)
    if ('refused' in result) return false
    useTender.setState({ parts: result.parts })
    setTyped('')
    return true
  }
  const takeBack = (at: number) => {
    useTender.setState({ parts: parts.filter((_, place) => place !== at) })
    setProblem(undefined)
  }
  const sell = () => {
    if (isPaid) payParts(parts)
  }
  const keys = {
    Enter: isPaid ? sell : () => add({ method: 'cash' }),
    F9: () => add({ method: 'card' }),
    G: () => showPanel('gift'),
  }
  return (
    <TenderPanel
      title={isGift ? tenderText.way.gift.name : text.title}
      isShown={isShown}
      // The code of a gift card is looked up in a form of its own.
      keys={isGift && !isPaid ? (parts.length > 0 ? { F9: keys.F9 } : {}) : keys}
    >
      {parts.length > 0 && (
        <ul className="grid max-h-[140px] gap-1 overflow-y-auto p-px">
          {parts.map((part, at) => (
            <PartLine
              // biome-ignore lint/suspicious/noArrayIndexKey: parts have no names of their own, and are added at the end only.
              key={`${at} ${part.method}`}
              part={part}
              currency={currency}
              onTakeBack={() => takeBack(at)}
            />
          ))}
        </ul>
      )}
      {!isPaid && (
        <p className="flex items-baseline justify-between font-semibold">
          <span>{left < 0 ? tenderText.tooMuch : tenderText.toPay}</span>
          <span className="text-title tabular-nums">{formatMoney(Math.abs(left), currency)}</span>
        </p>
      )}
      {isPaid ? (
        <SellParts parts={parts} currency={currency} isBusy={!isOpen} onSell={sell} />
      ) : isGift ? (
        <GiftCode
          currency={currency}
          onFound={gift => {
            if (add({ method: 'gift', gift })) showPanel('split')
          }}
        />
      ) : (
        <>
          <label className="flex h-11 items-center gap-2 rounded-control border border-line-control bg-surface px-3">
            <span className="shrink-0">{text.amount}</span>
            <input
              ref={amount}
              inputMode="decimal"
              autoComplete="off"
              value={typed}
              maxLength={20}
              placeholder={text.all}
              onChange={event => {
                setTyped(event.target.value.replace(/[^\d.,-]/g, ''))
                setProblem(undefined)
                if (/g/i.test(event.target.value)) showPanel('gift')
              }}
              className="min-w-0 grow bg-transparent text-right text-tender tabular-nums outline-none placeholder:font-normal placeholder:text-ink-faint"
            />
          </label>
          <div className="grid grid-cols-3 gap-1.5">
            <Button size="touch-tight" keys="↵" onClick={() => add({ method: 'cash' })}>
              {text.part.cash}
            </Button>
            <Button size="touch-tight" keys="F9" onClick={() => add({ method: 'card' })}>
              {text.part.card}
            </Button>
            <Button size="touch-tight" keys="G" onClick={() => showPanel('gift')}>
              {text.part.gift}
            </Button>
          </div>
        </>
      )}
      <Problem>{problem}</Problem>
    </TenderPanel>
  )
}

function PartLine({ part, currency, onTakeBack }: { part: Part; currency: string; onTakeBack: () => void }) {
  const Icon = icons[part.method]
  const name = text.part[part.method]
  const changeMinor = part.method === 'cash' ? part.tenderedMinor - part.amountMinor : 0
  const detail =
    part.method === 'gift'
      ? `${part.code} · ${text.leaves(formatMoney(part.balanceMinor - part.amountMinor, currency))}`
      : changeMinor > 0
        ? text.change(formatMoney(changeMinor, currency))
        : undefined
  return (
    <li className="grid h-11 grid-cols-[auto_minmax(0,1fr)_auto_auto] items-center gap-2 rounded-control border border-line bg-surface pl-3">
      <Icon size={16} aria-hidden className="text-ink-faint" />
      <span className="min-w-0 leading-[15px]">
        <span className="block truncate text-label">{name}</span>
        {detail && <span className="block truncate text-ink-faint text-meta">{detail}</span>}
      </span>
      <span className="text-label tabular-nums">{formatMoney(part.amountMinor, currency)}</span>
      <IconButton label={text.takeBack(name)} size="touch" onClick={onTakeBack}>
        <X size={16} aria-hidden />
      </IconButton>
    </li>
  )
}

function SellParts(props: { parts: readonly Part[]; currency: string; isBusy: boolean; onSell: () => void }) {
  const { parts, currency, isBusy, onSell } = props
  const card = parts.find(part => part.method === 'card')
  const { changeMinor } = cashOf(parts)
  return (
    <Button kind="primary" size="tender" keys={counterText.keys.enter} busy={isBusy} onClick={onSell}>
      <span className="grow text-left">
        {card ? text.thenCard(formatMoney(card.amountMinor, currency)) : text.sell}
      </span>
      {changeMinor > 0 && <span>{text.change(formatMoney(changeMinor, currency))}</span>}
    </Button>
  )
}

/** Looks a gift card up; what is wrong with it is told here, and nothing typed is lost. */
function GiftCode(props: {
  currency: string
  onFound(gift: { code: string; balanceMinor: number; currency: string }): void
}) {
  const { currency, onFound } = props
  const [code, setCode] = useState('')
  const [problem, setProblem] = useState<string>()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const { state, busy, run } = useAction(async () => {
    const asked = code.trim()
    if (asked === '') return
    try {
      const gift = await terminal.codes.gift({ code: asked })
      if (gift.currency === currency) onFound(gift)
      else setProblem(text.otherCurrency(gift.currency))
    } catch (failure) {
      if (!isRefusal(failure, 'NOT_FOUND') && !isRefusal(failure, 'BAD_REQUEST')) throw failure
      setProblem(text.noSuchGift(asked.length > 40 ? `${asked.slice(0, 40)}…` : asked))
    }
  })
  const look = (event: FormEvent) => {
    event.preventDefault()
    void run()
  }
  return (
    <form onSubmit={look} className="grid gap-1.5">
      <label className="grid gap-1 text-label">
        {text.giftCode}
        <span className="flex gap-1.5">
          <input
            ref={field}
            value={code}
            data-takes-scans
            autoComplete="off"
            spellCheck={false}
            onChange={event => {
              setCode(event.target.value)
              setProblem(undefined)
            }}
            className={`${controlLook} h-11`}
          />
          <Button type="submit" size="touch" keys={counterText.keys.enter} busy={busy}>
            {text.look}
          </Button>
        </span>
      </label>
      {problem || state.status === 'failed' ? (
        <Problem>
          {problem ?? (state.status === 'failed' ? failureSentence(state.failure).what : undefined)}
        </Problem>
      ) : (
        <p className="text-ink-faint text-meta">{text.giftHint}</p>
      )}
    </form>
  )
}
