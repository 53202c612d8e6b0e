/** What the command palette says. */
export const paletteText = {
  title: 'Find or do',
  field: 'Find an event, an order or a customer, or do something',
  placeholder: 'Find or do…',
  results: 'Results',
  actions: 'Actions',
  screens: 'Screens',
  events: 'Events',
  orders: 'Orders',
  customers: 'Customers',
  openScreen: (name: string) => `Go to ${name}`,
  nothing: (text: string) => `Nothing matches “${text}”.`,
  nothingHint: 'Try fewer letters, an order number, or a name.',
  looking: 'Looking…',
  choose: 'choose',
  open: 'open',
  close: 'close',
}
