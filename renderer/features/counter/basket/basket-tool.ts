import { create } from 'zustand'
import { showPanel, useTender } from '../tender/tender-store'
import { currentAccount, useTill } from '../till'
import { sellingNow } from '../use-selling'

/** Which tool of the basket is open. */
export type Tool = 'voucher' | 'price' | 'aside' | 'recall'

export const useBasketTool = create<{ tool: Tool | undefined }>(() => ({ tool: undefined }))

/** Opens a tool, or closes it when it is open; a tool that has nothing to work on stays closed. */
export function toggleTool(tool: Tool): void {
  const isOpen = useBasketTool.getState().tool === tool
  const hasTickets = currentAccount().ticketCount > 0
  const can = sellingNow().is === 'possible' && useTill.getState().sale.step === 'open'
  const hasUse = tool === 'recall' ? !hasTickets : hasTickets
  const opens = !isOpen && can && hasUse
  // One form at a time: a tool that is opened beside a way to pay would not be seen.
  if (opens) showPanel('notes')
  useBasketTool.setState({ tool: opens ? tool : undefined })
}

export function closeTool(): void {
  useBasketTool.setState({ tool: undefined })
}

useTender.subscribe(({ panel }) => {
  if (panel !== 'notes') closeTool()
})

// With the customer, or their sale, the tool goes.
useTill.subscribe((now, before) => {
  if (now.sale.step !== before.sale.step || now.lastSale !== before.lastSale) closeTool()
})
