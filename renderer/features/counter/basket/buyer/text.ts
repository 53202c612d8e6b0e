/** The strings of the buyer's slot in the basket. */
export const buyerText = {
  add: 'Add a buyer',
  walkUp: 'A walk-up needs no name.',
  buyer: 'Buyer',
  remove: (name: string) => `Sell without ${name}`,
  search: 'Name, e-mail or telephone',
  found: 'Customers',
  make: (name: string) => `New customer “${name.length > 40 ? `${name.slice(0, 40)}…` : name}”`,
  newCustomer: 'New customer',
  name: 'Name',
  nameMissing: 'Type the name.',
  email: 'E-mail (optional)',
  save: 'Save and use',
  back: 'Back',
  cancel: 'Cancel',
  keys: { escape: 'Esc', enter: 'Enter' },
}
