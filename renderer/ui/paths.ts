/** The address of the counter with an event on it. */
export const counterPath = (eventId: string) => `/counter/${encodeURIComponent(eventId)}`

/** The address of an order's page. Scans, the command palette and the counter lead there by it. */
export const orderPath = (orderId: string) => `/orders/${encodeURIComponent(orderId)}`

/** The address of the list of orders that are found for `text`. */
export const ordersFoundPath = (text: string) => `/orders/find/${encodeURIComponent(text)}`
