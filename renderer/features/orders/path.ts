/** The address of an order's page. Scans and the command palette lead there, and to `/orders/find/<text>`, by it. */
export const orderPath = (orderId: string) => `/orders/${encodeURIComponent(orderId)}`
