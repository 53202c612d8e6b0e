import type { TerminalClient } from '#shared/contract/index'
import type { Basket, SaleReceipt } from '#shared/contract/selling'
import type { TicketLine } from '#shared/domain/order'

type Selling = TerminalClient['selling']
type Step =
  | ('hold' | 'retype' | 'drop' | 'release')
  | ('commit' | 'sellAtOnce' | 'settle' | 'beginPayment' | 'reserve' | 'invoice')
type Answer<S extends Step> = Awaited<ReturnType<Selling[S]>>

/** A call the terminal got and has not answered; the test says when, and what. */
export interface Call<S extends Step = Step> {
  step: S
  input: unknown
  answer(value: Answer<S>): Promise<void>
  refuse(failure: Error): Promise<void>
}

/**
 * The terminal as the page sees it, answering by hand: which calls came in what order, and what the page does while
 * one is unanswered, is what is tested. Everything behind the contract has its tests on real etcd.
 */
export function scriptedSelling() {
  const calls: Call[] = []
  const untaken: Call[] = []
  let wake = () => {}

  const take =
    (step: Step) =>
    (input: unknown): Promise<never> =>
      new Promise((resolve, reject) => {
        const call: Call = {
          step,
          input,
          answer: value => then(() => resolve(value as never)),
          refuse: failure => then(() => reject(failure)),
        }
        calls.push(call)
        untaken.push(call)
        wake()
      })

  /** The next call that was not taken yet; it must be a `step`. */
  const next = async <S extends Step>(step: S): Promise<Call<S>> => {
    if (untaken.length === 0) await new Promise<void>(resolve => (wake = resolve))
    const call = untaken.shift()
    if (call?.step !== step) throw new Error(`The page called ${call?.step}, not ${step}`)
    return call as Call<S>
  }

  const selling = {
    ...{ hold: take('hold'), retype: take('retype'), drop: take('drop'), release: take('release') },
    ...{ commit: take('commit'), sellAtOnce: take('sellAtOnce'), settle: take('settle') },
    ...{ beginPayment: take('beginPayment'), reserve: take('reserve'), invoice: take('invoice') },
  }
  return { selling, calls, next }
}

/** Lets the page act on an answer before the test looks. */
async function then(act: () => void) {
  act()
  await settled()
}

/** Resolves when everything that is not waiting for an answer has run. */
export function settled(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, 0))
}

/** A basket of these lines as the terminal tells it. */
export function basketWith(basketId: string, lines: TicketLine[]): Basket {
  return {
    ...{ basketId, orderId: 'order', currency: 'EUR', lines, deadlineInMs: 600_000 },
    ...{ fees: [], taxes: [] },
    totalMinor: lines.reduce((sum, line) => sum + line.priceMinor, 0),
  }
}

/** A sale as the terminal answers it. */
export function receiptOf(orderId: string, totalMinor: number, tenderedMinor: number): SaleReceipt {
  const at = '2026-11-20T18:30:00Z'
  return {
    changeMinor: tenderedMinor - totalMinor,
    order: {
      ...{ orderId, number: 'T03-000123', status: 'sold', currency: 'EUR', totalMinor },
      ...{ terminalId: 'T03', seller: 'mira', sellerName: 'Mira Okafor', startedAt: at },
      lines: [],
      ...{ discounts: [], fees: [], taxes: [], refunds: [], operations: [] },
      payments: [
        {
          ...{ paymentId: `${orderId}.1`, method: 'cash', status: 'captured', at },
          amountMinor: totalMinor,
          tenderedMinor,
        },
      ],
    },
  }
}
