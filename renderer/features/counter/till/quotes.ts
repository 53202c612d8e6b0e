import { create } from 'zustand'
import type { TerminalClient } from '#shared/contract/index'
import type { Basket } from '#shared/contract/selling'
import type { Till } from './till-store'

/** What a basket costs with the customer's vouchers. */
export type Quote = Awaited<ReturnType<TerminalClient['selling']['quote']>>

/** The quote of a basket as it stood; of another basket, or other lines, it says nothing. */
export interface QuoteState {
  for: { basketId: string; lines: Basket['lines']; vouchers: readonly string[] } | undefined
  quote: Quote | undefined
}

export const createQuotes = () => create<QuoteState>(() => ({ for: undefined, quote: undefined }))
export type Quotes = ReturnType<typeof createQuotes>

export interface QuotingOptions {
  till: Till
  quotes: Quotes
  selling: Pick<TerminalClient['selling'], 'quote'>
  basket: () => Basket | undefined
  /** A voucher does not take anything off any more. */
  onUnusable(failure: unknown): void
}

/**
 * Keeps the price of a basket with vouchers in step with what is in it. A quote spends nothing, and decides nothing:
 * the sale looks at the vouchers again.
 */
export function createQuoting({ till, quotes, selling, basket, onUnusable }: QuotingOptions) {
  let asked = 0

  /** Asks anew where the basket or its vouchers are others now. */
  async function renew() {
    const held = basket()
    const { vouchers } = till.getState()
    if (!held || vouchers.length === 0) {
      asked++
      if (quotes.getState().quote) quotes.setState({ for: undefined, quote: undefined })
      return
    }
    const { for: known } = quotes.getState()
    const isKnown =
      known?.basketId === held.basketId && known.lines === held.lines && known.vouchers === vouchers
    if (isKnown) return
    const own = ++asked
    quotes.setState({ for: { basketId: held.basketId, lines: held.lines, vouchers } })
    try {
      const quote = await selling.quote({ basketId: held.basketId, vouchers: [...vouchers] })
      if (own === asked) quotes.setState({ quote })
    } catch (failure) {
      if (own !== asked) return
      till.setState({ vouchers: [] })
      quotes.setState({ for: undefined, quote: undefined })
      onUnusable(failure)
    }
  }

  return {
    renew,
    /**
     * A further code for the basket.
     * @throws a `CallFailure`: why it takes nothing off; the codes before stay
     */
    async add(basketId: string, code: string) {
      const { vouchers } = till.getState()
      if (vouchers.includes(code)) return
      await selling.quote({ basketId, vouchers: [...vouchers, code] })
      till.setState({ vouchers: [...till.getState().vouchers, code] })
      await renew()
    },
    remove(code: string) {
      till.setState(state => ({ vouchers: state.vouchers.filter(own => own !== code) }))
      return renew()
    },
  }
}
export type Quoting = ReturnType<typeof createQuoting>
