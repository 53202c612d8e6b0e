/** The address of an order's page. */
export const orderPath = (orderId: string) => `/orders/${encodeURIComponent(orderId)}`

/** The address of the list of orders that are found for `text`. */
export const ordersFoundPath = (text: string) => `/orders/find/${encodeURIComponent(text)}`
