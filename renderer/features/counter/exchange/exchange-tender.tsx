import { ArrowLeftRight, Banknote, CreditCard, Gift, Landmark } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { formatMoney } from '#shared/domain/money'
import { usualWayBack } from '#shared/domain/order-rules'
import { type Exchange, type Settlement, useExchange } from '../../../stores/exchange'
import { Button } from '../../../ui/button'
import { TextField } from '../../../ui/field'
import { useDesk } from '../desk'
import type { Account } from '../rules/account'
import { useOwnKeys } from '../tender/use-own-keys'
import { useTill } from '../till'
import { useSelling } from '../use-selling'
import { backTo, exchangeAndGiveBack, exchangeNow, exchanging, settleExchange } from '.'
import { exchangeText } from './text'

type Way = Settlement['to']['method']
const icons: Record<Way, typeof Banknote> = {
  cash: Banknote,
  card: CreditCard,
  gift: Gift,
  transfer: Landmark,
}

/** What an exchange adds to the tender: nothing is due, money goes back, or its card is at the device. */
export function ExchangeTender({ account }: { account: Account }) {
  const exchange = useExchange(state => state.exchange)
  if (!exchange?.order) return null
  const { stands } = exchange
  if (stands.is === 'card')
    return stands.charged ? (
      <Charged settlement={stands.settlement} currency={exchange.order.currency} />
    ) : (
      <AtDevice settlement={stands.settlement} currency={exchange.order.currency} />
    )
  return <GivesBack exchange={exchange} account={account} />
}

/** The sums of an exchange above its total. */
export function ExchangeSums({ account, currency }: { account: Account; currency: string }) {
  const { exchange, ticketsMinor, ticketCount } = account
  if (!exchange || ticketCount === 0) return null
  const { given, givenMinor, besidesMinor } = exchange
  const signed = (minor: number) => `${minor < 0 ? '−' : ''}${formatMoney(Math.abs(minor), currency)}`
  return (
    <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 text-ink-soft text-meta leading-[17px]">
      <dt>{exchangeText.newTickets(ticketCount)}</dt>
      <dd className="text-right tabular-nums">{signed(ticketsMinor)}</dd>
      <dt>{exchangeText.oldTickets(given.length)}</dt>
      <dd className="text-right tabular-nums">{signed(-givenMinor)}</dd>
      {besidesMinor !== 0 && (
        <>
          <dt>{exchangeText.besides}</dt>
          <dd className="text-right tabular-nums">{signed(besidesMinor)}</dd>
        </>
      )}
    </dl>
  )
}

/** What stands before the total of an exchange. */
export function sumName({ totalMinor, ticketCount }: Account): string {
  if (ticketCount === 0) return exchangeText.due
  return totalMinor > 0 ? exchangeText.due : totalMinor < 0 ? exchangeText.goesBack : exchangeText.nothingDue
}

/** What Enter does where nothing is due. */
export function whatExchangeDoes({ totalMinor, currency = '' }: Account): string {
  const order = exchangeNow()?.order
  if (totalMinor === 0 || !order) return exchangeText.exchangeNow
  return exchangeText.gives(-totalMinor, currency, usualWayBack(order).method)
}

function GivesBack({ exchange, account }: { exchange: Exchange; account: Account }) {
  const isFree = useTill(state => state.sale.step === 'open')
  const isHolding = useTill(state => state.underWay > 0)
  // Enter answers what a notice offers first.
  const hasRemedy = useDesk(({ notice }) => notice?.remedy !== undefined)
  const canSell = useSelling().is === 'possible'
  const { totalMinor, ticketCount, currency = '' } = account
  const usual = usualWayBack(exchange.order ?? { payments: [] })
  const others = (['cash', 'card'] as const).filter(way => way !== usual.method)
  const isOff = !canSell || !isFree || ticketCount === 0
  const isSending = exchange.stands.is === 'sending'
  const gives = totalMinor < 0
  const Icon = gives ? icons[usual.method] : ArrowLeftRight
  return (
    <>
      <Button
        kind="primary"
        size="tender"
        aria-keyshortcuts="Enter"
        className="w-full"
        icon={<Icon size={18} aria-hidden />}
        keys={hasRemedy ? undefined : exchangeText.keys.enter}
        busy={isSending || isHolding}
        disabled={isOff}
        onClick={exchangeAndGiveBack}
      >
        <span className="grow text-left">
          {isSending
            ? exchangeText.sending
            : gives
              ? `${exchangeText.giveBack}, ${exchangeText.inWay[usual.method].toLowerCase()}`
              : exchangeText.exchange}
        </span>
        {gives && <span className="tabular-nums">{formatMoney(-totalMinor, currency)}</span>}
      </Button>
      {gives && (
        <fieldset aria-label={exchangeText.waysBack} className="grid auto-cols-fr grid-flow-col gap-1.5">
          {others.map(way => (
            <Button
              key={way}
              size="touch"
              disabled={isOff}
              keys={exchangeText.wayKeys[way]}
              onClick={() => settleExchange({ to: backTo({ method: way }) })}
            >
              {exchangeText.inWay[way]}
            </Button>
          ))}
        </fieldset>
      )}
    </>
  )
}

const cardMoney = ({ payments }: Settlement, currency: string) => {
  const card = payments.find(({ method }) => method === 'card')
  return formatMoney(card?.amountMinor ?? 0, currency)
}

function AtDevice({ settlement, currency }: { settlement: Settlement; currency: string }) {
  const [reference, setReference] = useState('')
  const { card, keys } = exchangeText
  const amount = cardMoney(settlement, currency)
  const charged = () => void exchanging.charged(reference.trim())
  const declined = () => void exchanging.notCharged()
  useOwnKeys({ Enter: charged, D: declined, Escape: declined, N: exchanging.unanswered })
  return (
    <Panel title={card.title(amount)} why={card.why}>
      <TextField
        label={card.reference}
        value={reference}
        onValue={setReference}
        size="touch"
        maxLength={80}
        autoComplete="off"
        placeholder={card.optional}
      />
      <Button kind="primary" size="tender" keys={keys.enter} onClick={charged}>
        <span className="grow text-left">{card.charged}</span>
        <span className="tabular-nums">{amount}</span>
      </Button>
      <div className="grid grid-cols-2 gap-1.5">
        <Button size="touch" keys={keys.d} onClick={declined}>
          {card.declined}
        </Button>
        <Button size="touch" keys={keys.n} onClick={exchanging.unanswered}>
          {card.noAnswer}
        </Button>
      </div>
    </Panel>
  )
}

/** The card paid, and the exchange was refused: nothing of that is forgotten. */
function Charged({ settlement, currency }: { settlement: Settlement; currency: string }) {
  const { card, keys } = exchangeText
  const again = () => void exchanging.charged()
  useOwnKeys({ Enter: again })
  return (
    <Panel title={card.isCharged(cardMoney(settlement, currency))} why={card.isChargedWhy}>
      <Button kind="primary" size="tender" keys={keys.enter} onClick={again}>
        <span className="grow text-left">{card.again}</span>
      </Button>
      <Button size="touch" onClick={() => void exchanging.notCharged()}>
        {card.givenBack}
      </Button>
    </Panel>
  )
}

function Panel({ title, why, children }: { title: string; why: string; children: ReactNode }) {
  return (
    <section role="status" aria-label={title} className="grid gap-1.5">
      <h3 className="flex items-center gap-2 text-panel">
        <CreditCard size={18} aria-hidden className="shrink-0 text-accent" />
        {title}
      </h3>
      <p className="text-ink-soft text-meta">{why}</p>
      {children}
    </section>
  )
}
