import { terminal } from '../../transport'

/** What a scan or a typed text leads to. `nothing`: no order has it. */
export type Lookup =
  | { found: 'one'; orderId: string; path: string }
  | { found: 'several'; path: string }
  | { found: 'nothing'; path: string }

/** The address of an order's page. */
export const orderPath = (orderId: string) => `/orders/${encodeURIComponent(orderId)}`

/** The address of the list of what is found for `text`. */
export const searchPath = (text: string) => `/orders/find/${encodeURIComponent(text)}`

/**
 * Looks an order up by a ticket's code, a number, a seat or a name, for whoever caught a scan or a command: open `path`
 * with what it answers.
 * @throws a `CallFailure`
 */
export async function lookUpOrder(text: string): Promise<Lookup> {
  const { rows, next } = await terminal.orders.find({ of: { by: 'text', text } })
  const [row, another] = rows
  if (row && !another && !next) return { found: 'one', orderId: row.orderId, path: orderPath(row.orderId) }
  return { found: row ? 'several' : 'nothing', path: searchPath(text) }
}
