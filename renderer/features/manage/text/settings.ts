import { formatMoney } from '#shared/domain/money'

/** What the pages of the settings and of one's own PIN say. */
export const settingsText = {
  title: 'Settings',
  intro: 'Those of the house hold at every till at once; printer and cards are this till’s own.',
  saved: 'Saved. Every till has it.',
  savedHere: 'Saved for this till.',
  save: 'Save',
  again: 'Try again',

  house: {
    title: 'The house',
    adminOnly: 'An admin can change these.',
    name: 'Name',
    city: 'Town',
    address: 'Street',
    paperNote: 'Sentence at the foot of tickets and receipts',
    accent: 'Colour on documents',
    accentHint: 'Such as #1f4fd6',
    currency: 'Currency of new events',
    timeZone: 'Time zone',
  },

  times: {
    title: 'Times',
    hold: 'A basket holds its places for',
    extensions: 'It may be given more time',
    aside: 'It may be put aside for up to',
    voidWithin: 'A sale may be voided for',
    correctWithin: 'A payment may be corrected for',
    minutes: 'minutes',
    hours: 'hours',
    times: 'times',
  },

  charges: {
    title: 'Fee and tax',
    hasFee: 'A fee on every ticket that costs anything',
    feeName: 'What it is called',
    feeNameHint: 'Stands in the basket and on the receipt.',
    fee: 'Fee for each ticket',
    feeHint: (currency: string) => `In orders in ${currency}.`,
    hasTax: 'Tax is included in every price and in the fee',
    taxName: 'What it is called',
    taxNameHint: 'VAT 9 %, for example.',
    rate: 'Rate',
    rateHint: 'Of the price without it.',
  },

  printer: {
    title: 'The printer of this till',
    kind: 'Where it is',
    kinds: { none: 'No printer', network: 'On the network', device: 'At this computer' },
    host: 'Address',
    hostHint: 'Its name or number on the network',
    port: 'Port',
    path: 'Device file',
    pathHint: 'Such as /dev/usb/lp0',
    width: 'Paper',
    widths: { '58': '58 mm', '80': '80 mm' },
    printsTickets: 'Print tickets after each sale',
    printsReceipt: 'Print a receipt after each sale',
    opensDrawer: 'Open the drawer when cash goes in or out',
    test: 'Print a test page',
    tested: 'The test page is on its way.',
    states: {
      ...{ none: 'no printer', unknown: 'not asked yet', ready: 'ready', off: 'does not answer' },
      ...{ slow: 'slow', 'out-of-paper': 'out of paper', 'cover-open': 'cover is open' },
      ...{ fault: 'has a fault', 'no-order': 'no order', 'key-revoked': 'ticket key revoked' },
    },
  },

  cardDevice: {
    title: 'Cards at this till',
    kind: 'Card payments ask',
    kinds: {
      manual: 'The card terminal on the counter',
      simulated: 'A training device',
    },
    hints: {
      manual: 'The cashier keys the amount in there and says here what it answered.',
      simulated:
        'To learn with: it says what is pressed, and takes no money. The counter says so while it is on.',
    },
  },

  ticketKeys: {
    title: 'Ticket keys',
    intro:
      'Each till signs its tickets with a key of its own, so that a door knows them without a network. Revoke that of a computer that was lost or stolen.',
    ownTill: 'this till',
    since: (when: string) => `Since ${when}`,
    fingerprint: (publicKey: string) => publicKey.slice(0, 8),
    inUse: 'in use',
    earlier: 'earlier',
    revoked: 'revoked',
    revokedBy: (when: string, who: string, reason: string) => `Revoked ${when} by ${who}: ${reason}`,
    revoke: 'Revoke',
    revokeKey: (terminalId: string, key: string) => `Revoke the key ${key} of ${terminalId}`,
    reason: 'Why',
    reasonHint: 'It stands in the audit trail.',
    warning:
      'What it signs from now on lets nobody in. Tickets it signed before are asked about at the door: print them again at another till.',
    confirm: (terminalId: string) => `Revoke the key of ${terminalId}`,
    keep: 'Keep it',
    renew: 'Draw a new key',
    renewWhy: 'This till signs no tickets until it has a new key.',
    noKeys: 'No tickets signed yet',
  },

  pin: {
    title: 'Your PIN',
    intro: 'With it you say yes at a cashier’s till: to free tickets, other prices, and late voids.',
    cardTitle: 'A new PIN',
  },

  problems: {
    missing: 'This is needed.',
    tooLong: (atMost: number) => `At most ${atMost} characters.`,
    zone: 'No time zone is called so. One is Europe/Dublin.',
    accent: 'A colour such as #1f4fd6, or nothing.',
    minutes: 'From 1 to 1,440 minutes.',
    voidMinutes: 'From 0 to 1,440 minutes.',
    hours: 'From 0 to 720 hours.',
    times: 'From 0 to 100.',
    amount: (currency: string) => `An amount above zero, such as ${formatMoney(1_50, currency)}.`,
    rate: 'From 0 to 100.',
    host: 'A name or a number of the network.',
    port: 'From 1 to 65,535.',
    path: 'A printer or a serial line, such as /dev/usb/lp0.',
  },
}
