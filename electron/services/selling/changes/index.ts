import type { OpenInvoice } from '#shared/contract/invoices'
import type { Order, PaymentMethod, Place } from '#shared/domain/order'
import type { Connection } from '../../../cluster/model'
import type { Log } from '../../../logging/log'
import type { Replica } from '../../../replica'
import type { Book } from '../../book'
import type { Clock } from '../../clock'
import type { Journal } from '../journal'
import type { OpenBaskets } from '../open-baskets'
import { unlessIllegible } from '../recovering'
import type { Seller } from '../seller'
import { askCardPlan } from './asked-cards'
import { cancelledEventPlan } from './cancelled-events'
import { changeLimits } from './change-limits'
import { createOrderChanger, type OrderChanger, type StepId } from './change-order'
import { correctPaymentPlan, correctTenderedPlan } from './corrections'
import { exchangePlan, swapPlan } from './exchanges'
import { cancelInvoicePlan, openInvoices } from './invoices'
import { refundPlan, voidPlan } from './refunds'
import { reissuePlan } from './reissue'
import {
  collectPlan,
  extendPlan,
  type LastWord,
  paidBackPlan,
  payInsteadPlan,
  type ReleaseReason,
  releasePlan,
  settlePaymentPlan,
} from './reservations'
import type { RefundMethod, Tender } from './tenders'

export type { StepId } from './change-order'
export type { RefundMethod, Tender } from './tenders'

/** Everything that can happen to an order after it was made. Each is one transaction, carried out once. */
export interface OrderChanges {
  /** @param step.approvedBy whose yes it has, after its time */
  void(
    by: Seller,
    step: StepId & { reason?: string | undefined; approvedBy?: string | undefined },
  ): Promise<Order>
  refund(
    by: Seller,
    step: StepId & {
      places: readonly Place[]
      amountMinor: number
      to: RefundMethod
      reason?: string | undefined
    },
  ): Promise<Order>
  /** Gives back everything that an order has of a cancelled event. */
  refundEvent(by: Seller, step: StepId & { eventId: string }): Promise<Order>
  /** `basketId` holds the new tickets; nothing of it is left after. */
  exchange(
    by: Seller,
    step: StepId & {
      from: readonly Place[]
      basketId: string
      payments: readonly Tender[]
      to: RefundMethod
    },
  ): Promise<Order>
  /** Writes down that a card is asked for what an exchange costs more, before its device is. */
  askCard(by: Seller, step: StepId & { amountMinor: number }): Promise<Order>
  swap(by: Seller, step: StepId & { place: Place; with: { orderId: string; place: Place } }): Promise<Order>
  correctPayment(
    by: Seller,
    step: StepId & { paymentId: string; method: Extract<PaymentMethod, 'cash' | 'card'> },
  ): Promise<Order>
  /** What was handed over in cash was another sum than the one typed. */
  correctTendered(
    by: Seller,
    step: StepId & { paymentId: string; tenderedMinor: number; reason: string },
  ): Promise<Order>
  collect(by: Seller, step: StepId & { payments: readonly Tender[] }): Promise<Order>
  extendReservation(by: Seller, step: StepId & { until: string }): Promise<Order>
  releaseReservation(by: Seller, step: StepId & ReleaseReason): Promise<Order>
  /** Lets go of what is on an invoice that nobody pays. */
  cancelInvoice(by: Seller, step: StepId & { reason: string }): Promise<Order>
  /** What is on invoices that are not paid. */
  openInvoices(): Promise<OpenInvoice[]>
  settlePayment(by: Seller, step: StepId & LastWord): Promise<Order>
  /** Pays an order whose device took nothing another way. */
  payInstead(by: Seller, step: StepId & { payments: readonly Tender[] }): Promise<Order>
  paidBack(by: Seller, step: StepId): Promise<Order>
  /** Raises the issue of tickets that are printed again. */
  reissue(by: Seller, step: StepId & { places: readonly Place[] }): Promise<Order>
  /** What became of a step, as a certainty: the order after it, or undefined once it can never be carried out. */
  settleStep(step: StepId): Promise<Order | undefined>
  /** Settles the steps that an earlier life of this terminal left open. */
  recoverSteps(): Promise<void>
}

export function createOrderChanges(options: {
  connection: Connection
  replica: Replica
  terminalId: string
  clock: Clock
  book: Book
  journal: Journal
  baskets: OpenBaskets
  log: Log
}): OrderChanges {
  const { connection, replica, terminalId, clock, journal, baskets, log } = options
  const orders: OrderChanger = createOrderChanger(options)
  const limits = () => ({ ...changeLimits(replica), nowMs: clock.now() })
  return {
    void: (by, step) => orders.change(by, step, voidPlan(connection, by, { ...step, ...limits() })),
    refund: (by, step) => orders.change(by, step, refundPlan(connection, by, step)),
    refundEvent: (by, step) => orders.change(by, step, cancelledEventPlan(connection, by, step)),
    exchange: (by, { basketId, ...step }) =>
      orders.changeAfter(step, work =>
        baskets.withBasket(basketId, async basket => {
          const order = await work(by, exchangePlan(connection, by, baskets, { ...step, basket }))
          baskets.ended(basket, 'sold')
          return order
        }),
      ),
    askCard: (by, step) => orders.change(by, step, askCardPlan({ ...step, terminalId })),
    swap: (by, step) => orders.change(by, step, swapPlan(connection, step)),
    correctPayment: (by, step) => orders.change(by, step, correctPaymentPlan({ ...step, ...limits() })),
    correctTendered: (by, step) => orders.change(by, step, correctTenderedPlan({ ...step, ...limits() })),
    collect: (by, step) => orders.change(by, step, collectPlan(connection, { ...step, terminalId })),
    extendReservation: (by, step) => orders.change(by, step, extendPlan({ ...step, nowMs: clock.now() })),
    releaseReservation: (by, step) => orders.change(by, step, releasePlan(step)),
    cancelInvoice: (by, step) => orders.change(by, step, cancelInvoicePlan(by, step)),
    openInvoices: () => openInvoices(options),
    settlePayment: (by, step) =>
      orders.change(by, step, settlePaymentPlan(connection, { word: step, terminalId })),
    payInstead: (by, step) => orders.change(by, step, payInsteadPlan(connection, { ...step, terminalId })),
    paidBack: (by, step) => orders.change(by, step, paidBackPlan(by)),
    reissue: (by, step) => orders.change(by, step, reissuePlan(step)),
    settleStep: orders.settle,
    async recoverSteps() {
      for (const [operationId, orderId] of [...journal.openSteps])
        await unlessIllegible(log, orderId, async () => {
          const order = await orders.settle({ operationId, orderId })
          log.info(
            { 'event.action': 'step-recovered', 'order.id': orderId, 'step.done': order !== undefined },
            'settled',
          )
        })
    },
  }
}
