import { create } from 'zustand'
import type { Part } from '../rules/split'
import { useTill } from '../till'

/** What stands in the tender: the notes, or the form of another way to pay. */
export type Panel = 'notes' | 'split' | 'gift' | 'reserve' | 'invoice'

export interface TenderState {
  panel: Panel
  /** What was put together of a split payment; kept until the sale is made. */
  parts: readonly Part[]
}

const atRest: TenderState = { panel: 'notes', parts: [] }

export const useTender = create<TenderState>(() => atRest)

export function showPanel(panel: Panel): void {
  useTender.setState(panel === 'notes' ? atRest : { panel })
}

// With the customer their way to pay goes; what was refused may be tried again as it is.
useTill.subscribe((now, before) => {
  const isOver =
    (now.sale.step === 'device' && before.sale.step !== 'device') ||
    (before.sale.step !== 'open' && now.lastSale !== before.lastSale) ||
    ((before.basketId !== undefined || before.picks.length > 0) &&
      now.basketId === undefined &&
      now.picks.length === 0)
  if (isOver) useTender.setState(atRest)
})
