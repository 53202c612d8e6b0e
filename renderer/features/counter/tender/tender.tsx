import { formatMoney } from '#shared/domain/money'
import { useExchange } from '../../../stores/exchange'
import { useHouse } from '../../../stores/house'
import { useDesk } from '../desk'
import { ExchangeSums, ExchangeTender, sumName } from '../exchange/exchange-tender'
import type { Account } from '../rules/account'
import { typedTender } from '../rules/cash'
import { counterText } from '../text'
import { useTill } from '../till'
import { useSelling } from '../use-selling'
import { CardPanel } from './card-panel'
import { CashButton } from './cash-button'
import { CashReceived } from './cash-received'
import { InvoicePanel } from './invoice-panel'
import { QuickNotes } from './quick-notes'
import { ReservePanel } from './reserve-panel'
import { SplitPanel } from './split-panel'
import { Sums } from './sums'
import { useTender } from './tender-store'
import { Ways } from './ways'

/** Until something is chosen the tender keeps its shape with the notes of this currency. */
const fallbackCurrency = 'EUR'

/** What is to be paid, and the ways to pay it; always at the bottom, never scrolled. */
export function Tender({ account }: { account: Account }) {
  const { ticketCount } = account
  const houseCurrency = useHouse(state => (state.status === 'shown' ? state.house.event.currency : undefined))
  const sale = useTill(state => state.sale)
  const isExchangeAtCard = useExchange(({ exchange }) => exchange?.stands.is === 'card')
  const isSelling = useSelling().is === 'possible'
  const isAtDevice = sale.step === 'device' || sale.step === 'settling'
  const currency =
    (isAtDevice ? sale.payment.currency : account.currency) ?? houseCurrency ?? fallbackCurrency
  const canPay = isSelling && sale.step === 'open' && ticketCount > 0
  const totalMinor = isAtDevice ? sale.payment.totalMinor : account.totalMinor
  return (
    <section
      aria-label={counterText.tender}
      className="grid shrink-0 grid-cols-1 gap-1.5 border-line border-t bg-sunken px-4 pt-2.5 pb-3"
    >
      {account.exchange ? (
        <ExchangeSums account={account} currency={currency} />
      ) : (
        <Sums account={account} currency={currency} />
      )}
      <div className="flex items-end justify-between gap-3 pb-0.5">
        <p className="pb-1 text-ink-soft">
          {account.exchange ? sumName(account) : counterText.total}
          {ticketCount > 0 && (
            <span className="block text-ink-faint text-meta">{counterText.tickets(ticketCount)}</span>
          )}
        </p>
        <output
          aria-label={counterText.total}
          className={`text-total tracking-[-0.02em] tabular-nums ${canPay || isAtDevice || isExchangeAtCard ? '' : 'text-ink-faint'}`}
        >
          {formatMoney(Math.abs(totalMinor), currency)}
        </output>
      </div>
      {isAtDevice ? (
        <CardPanel sale={sale} />
      ) : account.exchange && (isExchangeAtCard || totalMinor <= 0) ? (
        <ExchangeTender account={account} />
      ) : (
        <WaysToPay account={account} currency={currency} canPay={canPay} isSelling={isSelling} />
      )}
    </section>
  )
}

function WaysToPay(props: { account: Account; currency: string; canPay: boolean; isSelling: boolean }) {
  const { account, currency, canPay, isSelling } = props
  const panel = useTender(state => state.panel)
  const typed = useDesk(state => state.typed)
  // What was typed into a form is kept while selling is stopped, or while its answer is looked for.
  const isForm = panel !== 'notes' && isSelling && account.ticketCount > 0
  const tender = typedTender(typed, account.totalMinor, currency)
  return (
    <>
      {panel !== 'notes' && (
        <div hidden={!isForm}>
          {panel === 'reserve' ? (
            <ReservePanel account={account} isShown={isForm} />
          ) : panel === 'invoice' ? (
            <InvoicePanel account={account} currency={currency} isShown={isForm} />
          ) : (
            <SplitPanel account={account} currency={currency} isShown={isForm} />
          )}
        </div>
      )}
      {!isForm && (
        <>
          <QuickNotes account={account} currency={currency} disabled={!canPay} />
          <CashReceived
            currency={currency}
            disabled={!canPay}
            tender={account.ticketCount > 0 ? tender : undefined}
          />
          <CashButton account={account} currency={currency} tender={tender} />
          <Ways disabled={!canPay} />
        </>
      )}
    </>
  )
}
