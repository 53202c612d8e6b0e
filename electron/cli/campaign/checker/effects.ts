import type { Step } from '../history'
import { isKind, type World } from './world'

/** When something was done, as the witness saw it. */
export interface Effect {
  revision: number
  at: number
}

/** A basket that came to be. */
export interface Opening extends Effect {
  /** The lease it hangs on carried another basket then, so that it could not be revoked. */
  leaseIsShared: boolean
}

/** What was done, by the ids of who attempted it. */
export interface Effects {
  /** Each time an order came to be, by its id. */
  made: Map<string, Effect[]>
  /** Each time an operation was written into an order, by order and operation. */
  changed: Map<string, Effect[]>
  /** Each time the audit trail says that a step was carried out, by its id. */
  administered: Map<string, Effect[]>
  /** Each time a user came to be, by username. */
  people: Map<string, Effect[]>
  opened: Map<string, Opening[]>
  closed: Map<string, Effect[]>
  /** Each time a basket took on the mark of a step, by basket and mark. */
  stepped: Map<string, Effect[]>
}

export const noEffects = (): Effects => ({
  made: new Map(),
  changed: new Map(),
  administered: new Map(),
  people: new Map(),
  opened: new Map(),
  closed: new Map(),
  stepped: new Map(),
})

export const changeOf = (orderId: string, operationId: string) => `${orderId} ${operationId}`
export const stepOf = (basketId: string, stepId: string) => `${basketId} ${stepId}`

/** What an order says was done to it. */
export function operationsOf(value: Record<string, unknown> | undefined): string[] {
  const operations = Array.isArray(value?.operations) ? (value.operations as unknown[]) : []
  return operations.map(each =>
    typeof each === 'object' && each !== null && 'operationId' in each
      ? String(each.operationId)
      : String(each),
  )
}

/** Writes down what a revision did. */
export function noteEffects(effects: Effects, step: Step, before: World, after: World): void {
  const { revision, at } = step
  const noteAs = <E extends Effect>(map: Map<string, E[]>, id: string, effect: E) => {
    const list = map.get(id)
    if (list) list.push(effect)
    else map.set(id, [effect])
  }
  const note = (map: Map<string, Effect[]>, id: string) => noteAs(map, id, { revision, at })
  for (const { key } of step.changes) {
    const [was, is] = [before.get(key)?.value, after.get(key)?.value]
    if (isKind('order', key)) {
      const orderId = key.slice('order:'.length)
      const lived = was !== undefined && was.status !== 'abandoned'
      if (is && is.status !== 'abandoned' && !lived) note(effects.made, orderId)
      const known = operationsOf(was)
      for (const operationId of operationsOf(is))
        if (!known.includes(operationId)) note(effects.changed, changeOf(orderId, operationId))
    }
    if (isKind('audit', key) && !was) {
      const { operationId } = (is?.detail ?? {}) as { operationId?: unknown }
      if (operationId !== undefined) note(effects.administered, String(operationId))
    }
    if (isKind('user', key) && !was) note(effects.people, key.slice('user:'.length))
    if (isKind('basket', key)) {
      const basketId = key.split(':')[2] ?? ''
      if (is && !was) {
        const leaseIsShared = hangsOnSharedLease(key, after)
        noteAs(effects.opened, basketId, { revision, at, leaseIsShared })
      }
      if (was && !is) note(effects.closed, basketId)
      if (is && is.stepId !== was?.stepId) note(effects.stepped, stepOf(basketId, String(is.stepId)))
    }
  }
}

function hangsOnSharedLease(key: string, world: World): boolean {
  const leaseId = world.get(key)?.leaseId
  return [...world].some(
    ([other, stored]) => isKind('basket', other) && other !== key && stored.leaseId === leaseId,
  )
}
