import { ShoppingBasket } from 'lucide-react'
import { Button } from '../../../ui/button'
import { accountOf } from '../rules/account'
import { counterText } from '../text'
import { places, useCurrentBasket, useLastSale, useTill } from '../till'
import { AccountLines } from './account-lines'
import { BasketHead } from './basket-head'
import { LastSaleStrip } from './last-sale-strip'
import { LostAnswerCard } from './lost-answer-card'
import { Tender } from './tender'

/** The right side of the counter: the sale before this one, what this customer takes, and what they pay. */
export function BasketPanel() {
  const sale = useTill(state => state.sale)
  const lastSale = useLastSale()
  const picks = useTill(state => state.picks)
  const basket = useCurrentBasket()
  const isLost = sale.step === 'checking' || sale.step === 'not-sold'
  // While its sale is being checked, what was in the basket stands on the card.
  const account = sale.step === 'checking' ? accountOf(undefined, []) : accountOf(basket, picks)
  return (
    <aside
      aria-label={counterText.basket}
      className="flex min-h-0 flex-col overflow-hidden border-line border-l bg-surface"
    >
      {isLost ? (
        <LostAnswerCard sale={sale} canSellAgain={account.ticketCount > 0} />
      ) : (
        lastSale && <LastSaleStrip sale={lastSale} />
      )}
      {account.ticketCount > 0 && (
        <BasketHead account={account} basket={sale.step === 'checking' ? undefined : basket} />
      )}
      <div className="min-h-0 grow overflow-y-auto">
        {account.ticketCount > 0 ? (
          <>
            <AccountLines account={account} />
            {sale.step === 'open' && (
              <Button
                kind="quiet"
                size="small"
                keys={counterText.keys.escape}
                className="m-1.5"
                onClick={() => void places.releaseAll()}
              >
                {basket ? counterText.releaseAll : counterText.clearAll}
              </Button>
            )}
          </>
        ) : (
          !isLost && <EmptyBasket />
        )}
      </div>
      <Tender account={account} />
    </aside>
  )
}

function EmptyBasket() {
  return (
    <div className="grid h-full place-content-center justify-items-center gap-0.5 p-6 text-center">
      <ShoppingBasket size={28} strokeWidth={1.5} aria-hidden className="mb-1.5 text-ink-off" />
      <p className="text-label">{counterText.emptyBasket}</p>
      <p className="text-ink-faint text-meta">{counterText.emptyBasketHint}</p>
    </div>
  )
}
