import { z } from 'zod'
import { instant } from '#shared/domain/event'
import { id } from '#shared/domain/ids'
import { amountMinor, currency } from '#shared/domain/money'
import { type Order, ticketLine } from '#shared/domain/order'
import { accountOf, labelOf } from '../rules/account'

/** An order that waits for a device's word, as the cashier has to know it. */
export const devicePayment = z.object({
  orderId: id,
  number: z.string(),
  currency,
  totalMinor: amountMinor,
  /** What the device is asked for. */
  cardMinor: amountMinor,
  /** The cash beside it that is in the cashier's hand, and what of it is change. */
  cashMinor: amountMinor,
  changeMinor: amountMinor,
  /** What gift cards pay beside it; it is off them already. */
  gifts: z.array(z.object({ code: z.string(), amountMinor })),
  label: z.string(),
  begunAt: instant,
  lines: z.array(ticketLine),
})
export type DevicePayment = z.infer<typeof devicePayment>

export function devicePaymentOf(order: Order): DevicePayment {
  const { orderId, number, currency: code, totalMinor, lines, startedAt } = order
  const pending = order.payments.filter(({ status }) => status === 'pending')
  const sum = (method: string) =>
    pending.reduce((total, own) => (own.method === method ? total + own.amountMinor : total), 0)
  const handedMinor = pending.reduce((total, own) => total + (own.tenderedMinor ?? 0), 0)
  return {
    ...{ orderId, number, currency: code, totalMinor, lines },
    ...{ cardMinor: sum('card'), cashMinor: handedMinor },
    gifts: pending.flatMap(({ method, reference, amountMinor: giftMinor }) =>
      method === 'gift' && reference ? [{ code: reference, amountMinor: giftMinor }] : [],
    ),
    changeMinor: handedMinor - sum('cash'),
    label: labelOf(accountOf({ lines, currency: code }, [])),
    begunAt: pending[0]?.at ?? startedAt,
  }
}

/**
 * What is said last of it, under the id of its step: the device charged, did not, charged although nobody takes the
 * tickets, or another way to pay takes its place.
 */
export const lastWord = z.object({
  operationId: id,
  says: z.enum(['charged', 'not-charged', 'refund-due', 'instead']),
})
export type LastWord = z.infer<typeof lastWord>
