import { create } from 'zustand'
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
  useBasketTool.setState({ tool: !isOpen && can && hasUse ? tool : undefined })
}

export function closeTool(): void {
  useBasketTool.setState({ tool: undefined })
}

// With the customer, or their sale, the tool goes.
useTill.subscribe((now, before) => {
  if (now.sale.step !== before.sale.step || now.lastSale !== before.lastSale) closeTool()
})
