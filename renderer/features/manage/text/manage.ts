/** What all pages of the managers' screen say. */
export const manageText = {
  navigation: 'Management',
  pages: {
    ...{ events: 'Events', vouchers: 'Vouchers', gifts: 'Gift cards', settings: 'Settings', pin: 'Your PIN' },
  },
}
