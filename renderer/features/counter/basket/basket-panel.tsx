import { ShoppingBasket } from 'lucide-react'
import { useExchange } from '../../../stores/exchange'
import { useExchangeNow } from '../exchange'
import { ExchangeChecking, ExchangedStrip } from '../exchange/exchange-end'
import { NoneTakenYet, ReturningLines } from '../exchange/returning-lines'
import { PaperLine } from '../paper/paper-line'
import { Tender } from '../tender/tender'
import { useTender } from '../tender/tender-store'
import { TrainingStrip } from '../tender/training-strip'
import { counterText } from '../text'
import { useAccount, useCurrentBasket, useLastSale, useTill } from '../till'
import { AccountLines } from './account-lines'
import { BasketHead } from './basket-head'
import { useBasketTool } from './basket-tool'
import { BuyerField } from './buyer/buyer-field'
import { LastSaleStrip } from './last-sale-strip'
import { LostAnswerCard } from './lost-answer-card'
import { OpenPayments } from './open-payments'
import { RecallList } from './recall-list'
import { BasketTools, RecallButton } from './tools'
import { UndoStrip } from './undo-strip'

/** The right side of the counter: the sale before this one, what this customer takes, and what they pay. */
export function BasketPanel() {
  const { sale, undo } = useTill()
  const lastSale = useLastSale()
  const basket = useCurrentBasket()
  const whole = useAccount()
  const exchange = useExchangeNow()
  // An exchange with its old and its new tickets needs the room.
  const toldSale = exchange && whole.ticketCount > 0 ? undefined : lastSale
  const done = useExchange(state => state.done)
  const tool = useBasketTool(state => state.tool)
  // A form of the tender takes the place of the tools: both would leave the lines no room.
  const isForm = useTender(state => state.panel !== 'notes')
  const isLost = sale.step === 'checking' || sale.step === 'not-sold'
  // While its sale is being checked, what was in the basket stands on the card; at a device it is an order.
  const isElsewhere = sale.step === 'checking' || sale.step === 'device' || sale.step === 'settling'
  const account = isElsewhere ? { ...whole, ticketCount: 0, discounts: [], fees: [], taxes: [] } : whole
  return (
    <aside
      aria-label={counterText.basket}
      className="flex min-h-0 flex-col overflow-hidden border-line border-l bg-surface"
    >
      {exchange?.stands.is === 'checking' ? (
        <ExchangeChecking stands={exchange.stands} />
      ) : isLost ? (
        <LostAnswerCard sale={sale} canSellAgain={account.ticketCount > 0} />
      ) : undo ? (
        <UndoStrip undo={undo} />
      ) : done ? (
        <ExchangedStrip done={done} />
      ) : (
        toldSale && <LastSaleStrip sale={toldSale} />
      )}
      <PaperLine sale={undo ? undefined : done ? { ...done, as: 'paid' } : toldSale} />
      <OpenPayments />
      {account.ticketCount > 0 && <BasketHead account={account} basket={basket} />}
      <div className="min-h-0 grow overflow-y-auto">
        {account.ticketCount > 0 ? (
          <AccountLines account={account} />
        ) : sale.step === 'device' || sale.step === 'settling' ? (
          <AtDevice lines={sale.payment.lines} number={sale.payment.number} />
        ) : tool === 'recall' ? (
          <RecallList />
        ) : exchange ? (
          <NoneTakenYet account={whole} />
        ) : (
          !isLost && <EmptyBasket />
        )}
        {exchange && <ReturningLines account={whole} />}
      </div>
      {account.ticketCount > 0 && sale.step === 'open' && !isForm && tool === undefined && !exchange && (
        <BuyerField />
      )}
      {account.ticketCount > 0 && sale.step === 'open' && !isForm && (
        <BasketTools currency={account.currency ?? ''} />
      )}
      <TrainingStrip />
      <Tender account={account} />
    </aside>
  )
}

/** What is being paid at a device: an order already, so nothing of it can be changed. */
function AtDevice({
  lines,
  number,
}: {
  lines: readonly { placeLabel: string; ticketName: string; priceName: string }[]
  number: string
}) {
  return (
    <section aria-label={number} className="px-4 py-3">
      <h2 className="text-panel">
        {counterText.tickets(lines.length)}{' '}
        <span className="font-normal text-ink-faint text-meta">{number}</span>
      </h2>
      <ul className="mt-1 grid gap-1 text-ink-soft">
        {summed(lines).map(({ name, count }) => (
          <li key={name} className="truncate">
            {count > 1 ? `${count} × ${name}` : name}
          </li>
        ))}
      </ul>
    </section>
  )
}

function summed(lines: readonly { placeLabel: string; ticketName: string; priceName: string }[]) {
  const counts = new Map<string, number>()
  for (const { placeLabel, priceName } of lines) {
    const name = `${placeLabel} · ${priceName}`
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return [...counts].map(([name, count]) => ({ name, count }))
}

function EmptyBasket() {
  return (
    <div className="grid h-full place-content-center justify-items-center gap-0.5 p-6 text-center">
      <ShoppingBasket size={28} strokeWidth={1.5} aria-hidden className="mb-1.5 text-ink-off" />
      <p className="text-label">{counterText.emptyBasket}</p>
      <p className="text-ink-faint text-meta">{counterText.emptyBasketHint}</p>
      <div className="mt-3">
        <RecallButton />
      </div>
    </div>
  )
}
