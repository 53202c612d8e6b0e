import type { OrderStep as DoneStep, Order } from '#shared/domain/order'
import type { Refusal } from '#shared/errors/refusals'
import type { KeyValue, Op } from '../../../cluster/model'
import { put, remove } from '../../../cluster/txn'
import { claimsOf, keyspace, purchasesOf } from '../../../keyspace'

/** What a step on an order makes of it. Its places and its buyer's index follow from the order; see `opsOf`. */
export interface OrderStep {
  order: Order
  /** What the audit trail calls it. */
  action: string
  detail: Record<string, unknown>
  /** Other keys that have to stand as they were read, and what is done to them. */
  others?: Other[]
}

/** A key beside the order that a step compares by its revision: a basket, a gift, another order. */
export interface Other {
  key: string
  /** The revision it was read at; 0 when it was not there. */
  modRevision: number
  ops: Op[]
  /** What it means that the key was another one; nothing: look again, and plan anew. */
  refused?(now: KeyValue | undefined): Refusal | undefined
}

/** The numbers and the instant that a step may write into the order. */
export interface StepNumbers {
  /** When the step is made. */
  at: string
  /** The receipt of the money that moves in this step: the same each time it is asked for, and given only then. */
  receipt(): string
  /** How this step stands in each order that it changes; `change` writes it into the one it is asked of. */
  mark(action: string): DoneStep
}

/** Looks at the order as it stands and says what becomes of it. @throws Refusal when nothing may. */
export type PlanStep = (order: Order, numbers: StepNumbers) => OrderStep | Promise<OrderStep>

/**
 * What turns the claims and purchases of one order into those of the same order later: only what differs is written.
 * The order's own key is not among them.
 */
export function opsOf(before: Order, after: Order): Op[] {
  return [
    ...difference(claimsOf(before), claimsOf(after)),
    ...difference(purchasesOf(before), purchasesOf(after)),
  ]
}

function difference(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): Op[] {
  const ops: Op[] = []
  for (const [key, text] of after) if (before.get(key) !== text) ops.push(put(key, text))
  for (const key of before.keys()) if (!after.has(key)) ops.push(remove(key))
  return ops
}

/**
 * The same writes, each key once: where one order lets a place go that another one gets in the same transaction, only
 * the new owner's claim is written.
 */
export function merged(ops: readonly Op[]): Op[] {
  const written = new Set(ops.flatMap(op => (op.op === 'put' ? [op.key] : [])))
  return ops.filter(op => op.op !== 'delete' || !written.has(op.key))
}

/** Whether the stored order is one that this step was carried out on. */
export function isDone(order: Order, operationId: string): boolean {
  return order.operations.includes(operationId)
}

export const orderKey = (orderId: string) => keyspace.order.key(orderId)
