import { z } from 'zod'
import { create } from 'zustand'
import { id, newId } from '#shared/domain/ids'
import type { TicketLine } from '#shared/domain/order'
import { type Picked, picked } from '../rules/picks'
import { type PlaceId, samePlace } from '../rules/places'
import { devicePayment, lastWord } from './device-payment'
import { attempt, type LastSale, lastSale, openSale, type Sale, settling } from './sale'
import { type Undo, undone } from './undo'

/** A place that is being held or dropped. It stays so until the terminal's own picture of the basket agrees. */
export interface Asked extends PlaceId {
  doing: 'hold' | 'drop'
  answered: boolean
}

/** What this page is selling. The page draws the ids; a basket's contents come from the terminal's feed. */
export interface TillState {
  /** The basket this page opened; undefined while nothing is held. */
  basketId: string | undefined
  /** The order this sale will be; kept for every try at it. */
  orderId: string | undefined
  picks: readonly Picked[]
  asked: readonly Asked[]
  /** Holds, drops and releases that have no answer yet: the sum is not certain meanwhile. */
  underWay: number
  sale: Sale
  lastSale: LastSale | undefined
  /** Voucher codes of this customer, in the order in which they take off. */
  vouchers: readonly string[]
  /** Under whose name the order will stand; a walk-up needs none. */
  buyer: { username: string; name: string } | undefined
  /** The sale before is being taken back, or was. */
  undo: Undo | undefined
}

export const emptyTill: TillState = {
  basketId: undefined,
  orderId: undefined,
  picks: [],
  asked: [],
  underWay: 0,
  sale: openSale,
  lastSale: undefined,
  vouchers: [],
  buyer: undefined,
  undo: undefined,
}

/** What survives a reload of the page. */
const remembered = z.object({
  basketId: id.optional(),
  orderId: id.optional(),
  picks: z.array(picked),
  pending: attempt.optional(),
  notSold: attempt.optional(),
  lastSale: lastSale.optional(),
  vouchers: z.array(id).default([]),
  buyer: z.object({ username: z.string(), name: z.string() }).optional(),
  device: devicePayment.optional(),
  word: lastWord.optional(),
  undo: undone.optional(),
})

export type TillMemory = Pick<Storage, 'getItem' | 'setItem'>

const storageName = 'ticketcd.till'

/**
 * A till that `memory` keeps: it is written in the same step as the state changes, so a sale is on record before its
 * message leaves. A sale that was being paid when the page went away is one whose answer was lost.
 */
export function createTill(memory: TillMemory) {
  const store = create<TillState>(() => recall(memory))
  store.subscribe(state => memory.setItem(storageName, JSON.stringify(toRemember(state))))
  return store
}
export type Till = ReturnType<typeof createTill>

function toRemember(state: TillState): z.input<typeof remembered> {
  const { basketId, orderId, picks, lastSale, vouchers, buyer, undo } = state
  const kept = {
    ...{ basketId, orderId, picks: [...picks], lastSale, vouchers: [...vouchers], buyer },
    ...moneyOf(state),
  }
  // A question nobody has answered is asked anew.
  return undo && undo.is !== 'asking' ? { ...kept, undo } : kept
}

function moneyOf({ sale }: TillState): Partial<z.input<typeof remembered>> {
  switch (sale.step) {
    case 'open':
    // Its own store remembers it.
    case 'exchanging':
      return {}
    case 'not-sold':
      return { notSold: sale.attempt }
    case 'device':
      return { device: sale.payment }
    case 'settling':
      return { device: sale.payment, word: sale.word }
    default:
      return { pending: sale.attempt }
  }
}

function recall(memory: TillMemory): TillState {
  const text = memory.getItem(storageName)
  const parsed = text === null ? undefined : remembered.safeParse(parseJson(text))
  // Nothing this version understands: the terminal still knows its baskets and settles its orders by itself.
  if (!parsed?.success) return emptyTill
  const { basketId, orderId, picks, lastSale, vouchers, buyer, undo, ...money } = parsed.data
  return { ...emptyTill, basketId, orderId, picks, lastSale, vouchers, buyer, undo, sale: saleOf(money) }
}

function saleOf({
  pending,
  notSold,
  device,
  word,
}: Pick<z.infer<typeof remembered>, 'pending' | 'notSold' | 'device' | 'word'>): Sale {
  if (pending) return { step: 'checking', attempt: pending, tries: 0, nextTryAt: undefined }
  if (device) return word ? settling(device, word) : { step: 'device', payment: device, is: 'unanswered' }
  return notSold ? { step: 'not-sold', attempt: notSold } : openSale
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The ids of the sale on this page, drawn now if it has none yet. */
export function saleIds(till: Till): { basketId: string; orderId: string } {
  const { basketId = newId(), orderId = newId() } = till.getState()
  till.setState({ basketId, orderId })
  return { basketId, orderId }
}

/** What of `asked` is not yet to be seen in the basket as the terminal tells it. */
export function stillAsked(asked: readonly Asked[], lines: readonly TicketLine[]): Asked[] {
  return asked.filter(own => {
    const held = lines.some(line => samePlace(line, own))
    return !own.answered || (own.doing === 'hold' ? !held : held)
  })
}
