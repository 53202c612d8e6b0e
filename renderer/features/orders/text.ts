import { formatMoney } from '#shared/domain/money'
import type { OrderStatus, PaymentMethod } from '#shared/domain/order'
import { count } from '../../ui/text/common'
import type { ActName } from './rules/acts'
import type { RowSeats } from './rules/row-seats'

const tickets = (n: number) => (n === 1 ? '1 ticket' : `${count(n)} tickets`)

const methods: Record<PaymentMethod, string> = {
  cash: 'Cash',
  card: 'Card',
  voucher: 'Voucher',
  gift: 'Gift card',
  invoice: 'Invoice',
  transfer: 'Transfer',
}

const inMethod: Record<PaymentMethod, string> = {
  cash: 'in cash',
  card: 'on the card',
  voucher: 'as a voucher',
  gift: 'on a gift card',
  invoice: 'on an invoice',
  transfer: 'by transfer',
}

/** The strings of the orders' screen. */
export const ordersText = {
  tickets,
  methods,
  inMethod,

  // The list
  title: 'Orders',
  search: 'Find an order',
  searchHint: 'Number, name, e-mail, seat such as F 9, or scan a ticket',
  clearSearch: 'Clear the search',
  thisTill: 'This till',
  allTills: 'All tills',
  lastOrders: 'Last orders',
  found: (n: number, more: boolean) =>
    n === 1 && !more ? '1 order' : `${count(n)}${more ? '+' : ''} orders`,
  columns: {
    number: 'Number',
    when: 'When',
    status: 'State',
    event: 'Event and places',
    buyer: 'Buyer',
    seller: 'Sold by',
    total: 'Total',
  },
  noBuyer: 'Walk-up',
  places: (rows: readonly RowSeats[], named: number, all: number) => {
    const names = rows.map(({ row, seats }) =>
      seats.length === 0 ? row : `${row}, seat${seats.length === 1 ? '' : 's'} ${seats.join(', ')}`,
    )
    return `${names.join('; ')}${all > named ? ` and ${count(all - named)} more` : ''}`
  },
  standing: (areaName: string, n: number) => `${areaName} · ${tickets(n)}`,
  moreEvents: (n: number) => `and ${count(n)} more ${n === 1 ? 'event' : 'events'}`,
  soldAt: (name: string, terminalId: string) => `${name} · ${terminalId}`,
  returned: (minor: number, currency: string) => `${formatMoney(minor, currency)} back`,
  due: (minor: number, currency: string) => `${formatMoney(minor, currency)} due back`,
  more: 'Show more',
  nothing: (text: string) => `Nothing is found for “${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`,
  nothingHint: 'Check the number, or try the name of the buyer or the seat: Row F 9.',
  nothingScanned: 'No order has this code. It may be another house’s ticket, or not a ticket at all.',
  nothingYet: 'Nothing has been sold yet',
  nothingYetHint: 'Orders appear here as they are made.',
  notSold: {
    free: (place: string) => `${place} is free: nobody has it.`,
    held: (place: string) => `${place} is in a basket just now, and not sold.`,
    blocked: (place: string) => `${place} is blocked by the house, and not sold.`,
  },
  keys: { slash: '/', enter: 'Enter', escape: 'Esc' },

  status: {
    paying: 'Waiting for payment',
    reserved: 'Reserved',
    sold: 'Sold',
    released: 'Let go',
    void: 'Void',
    abandoned: 'Given up',
  } satisfies Record<OrderStatus, string>,
  invoiced: 'On invoice',
  partly: 'Partly refunded',
  refunded: 'Refunded',
  dueBack: 'Money due back',

  // The page
  back: 'Orders',
  notThere: 'There is no such order',
  notThereHint: 'It may never have been made. Look for it by its number or its seat.',
  by: (name: string, terminalId: string) => `${name} at ${terminalId}`,
  reservedUntil: (when: string) => `kept until ${when}`,
  dueOn: (when: string) => `due ${when}`,
  changedElsewhere: (what: string, who: string, where: string) =>
    `${what}, by ${who} at ${where}, a moment ago.`,
  ticketsTitle: 'Tickets',
  choose: (name: string) => `Choose ${name}`,
  chooseAll: 'Choose all tickets',
  chosen: (n: number, all: number) => `${count(n)} of ${count(all)} chosen`,
  gone: { refunded: 'Given back', exchanged: 'Exchanged', 'let-go': 'Let go', cancelled: 'Event cancelled' },
  money: 'Money',
  ticketsSum: (n: number) => tickets(n),
  total: 'Total',
  paid: 'Paid',
  openSum: 'Open',
  kept: 'Kept',
  included: (name: string) => `${name} included`,
  givenBack: 'Given back',
  dueBackSum: 'Due back',
  tendered: (minor: number, changeMinor: number, currency: string) =>
    `${formatMoney(minor, currency)} given, ${formatMoney(changeMinor, currency)} change`,
  lastFour: (digits: string) => `•••• ${digits}`,
  paymentStatus: {
    pending: 'not answered',
    captured: undefined,
    refunded: 'paid back',
    'refund-due': 'due back',
    declined: 'not taken',
  },
  refundDue: 'due, not handed out yet',
  invoiceOf: (number: string, name: string) => `Invoice ${number} · ${name}`,
  timeline: 'What happened',

  what: {
    sold: 'Sold',
    reserved: 'Reserved',
    invoiced: 'Put on an invoice',
    'payment-begun': 'Payment asked for at the device',
    sale: 'Paid',
    'reservation-extended': 'Kept longer',
    'reservation-let-go': 'Let go',
    'reservation-expired': 'Ran out and was let go',
    'payment-not-charged': 'Not charged: let go',
    'payment-refund-due': 'Charged but let go: money due back',
    'reservation-cancelled': 'Let go: its event was cancelled',
    'reservation-lessened': 'An event of it was cancelled',
    'invoice-cancelled': 'Invoice cancelled',
    void: 'Taken back as if never sold',
    refund: 'Refunded',
    'paid-back': 'Paid back',
    exchange: 'Exchanged',
    'card-asked': 'Card asked for the difference',
    'card-not-charged': 'Card not charged: nothing exchanged',
    'card-refund-due': 'Card charged, nothing exchanged: money due back',
    swap: 'Seat swapped with another order',
    'payment-corrected': 'Payment corrected',
    'tendered-corrected': 'Cash received corrected',
    reprint: 'Tickets printed again',
  } as Record<string, string>,
  otherStep: 'Changed',
  detail: {
    tickets,
    money: (minor: number, currency: string, method: PaymentMethod) =>
      `${formatMoney(minor, currency)} ${inMethod[method]}`,
    corrected: (from: string, to: string) => `${from} to ${to}`,
    tendered: (fromMinor: number, toMinor: number, currency: string) =>
      `${formatMoney(fromMinor, currency)} to ${formatMoney(toMinor, currency)}`,
    until: (when: string) => `until ${when}`,
    difference: (minor: number, currency: string) =>
      minor === 0
        ? 'at the same price'
        : minor > 0
          ? `${formatMoney(minor, currency)} more`
          : `${formatMoney(-minor, currency)} less`,
    with: (number: string) => `with ${number}`,
    word: { device: 'by the device’s word', supervisor: 'by a supervisor’s word' } as Record<string, string>,
    approved: (name: string) => `approved by ${name}`,
    reason: (reason: string) => `“${reason}”`,
  },

  // Acts
  actsTitle: 'What can be done',
  noActs: 'Nothing more can be done with this order.',
  acts: {
    collect: 'Take payment and hand out',
    settle: 'Settle the card payment',
    'paid-back': 'Pay back what is due',
    reprint: 'Print tickets again',
    refund: 'Refund',
    void: 'Void',
    exchange: 'Exchange',
    swap: 'Swap with another order',
    correct: 'Correct the payment method',
    tendered: 'Correct the cash received',
    extend: 'Keep longer',
    release: 'Let go',
    'cancel-invoice': 'Cancel the invoice',
  } satisfies Record<ActName, string>,
  payInvoice: 'Take payment of the invoice',
  actHints: {
    collect: 'The customer is here to pay.',
    settle: 'The device gave no answer. Say what it did.',
    'paid-back': 'Hand the money out now.',
    reprint: 'All or chosen ones; the old paper is dead.',
    refund: 'All or chosen tickets, and the method.',
    void: 'As if it had not been sold.',
    exchange: 'Other seats, another date, an upgrade.',
    swap: 'Two customers change seats.',
    correct: 'Booked as cash, was card, or the other way.',
    tendered: '50 was typed, and 20 was received.',
    extend: 'Another end for the reservation.',
    release: 'Its places are free again.',
    'cancel-invoice': 'Nobody pays it: its places are free again.',
  } satisfies Record<ActName, string>,
  whyNot: {
    role: (role: string) => `A ${role.toLowerCase()} does this. Ask one to sign in.`,
    'too-late': (duration: string) => `Only within ${duration} of the sale.`,
    'not-plain': 'Part of it came back already. Refund the rest.',
    exchanged: 'Its tickets were exchanged. Refund them.',
    'none-chosen': 'Choose at least one ticket on the left.',
  },
  minutes: (n: number) => (n === 1 ? 'one minute' : `${count(n)} minutes`),
  hours: (n: number) => (n === 1 ? 'one hour' : `${count(n)} hours`),
  leave: 'Not now',
  method: 'How',
  amount: 'Amount',
  amountWrong: (mostMinor: number, currency: string) =>
    `Between ${formatMoney(0, currency)} and ${formatMoney(mostMinor, currency)}.`,
  giftCode: 'Code of the gift card',
  codeMissing: 'Type or scan the code.',
  reference: 'Reference',
  optionally: (name: string) => `${name} (optional)`,
  reason: 'Reason',
  reasonMissing: 'Say how it is known.',
  reasonMissingPlain: 'Say why.',
  noneChosen: 'Choose at least one ticket on the left.',
  cashReceived: 'Cash received',
  tooLittle: (missingMinor: number, currency: string) =>
    `${formatMoney(missingMinor, currency)} are missing.`,
  changeOf: (minor: number, currency: string) => `Change ${formatMoney(minor, currency)}`,
  until: 'Kept until',
  untilQuick: { hour: 'One hour more', tonight: 'Until an hour before the start', day: 'One day more' },
  feesKept: (minor: number, currency: string) => `Fees of ${formatMoney(minor, currency)} are kept.`,
  voidWay: 'Each payment goes back the way it came:',
  lateVoid: 'The time to void it is over: a supervisor has to say yes.',
  paidBackWay: 'To be handed out:',
  correctTo: (minor: number, currency: string, from: string, to: string) =>
    `${formatMoney(minor, currency)}: book as ${to}, not ${from}`,
  which: 'Which payment',
  reallyReceived: 'What was really received',
  typedBefore: (minor: number, changeMinor: number, currency: string) =>
    `${formatMoney(minor, currency)} was typed: ${formatMoney(changeMinor, currency)} change was told.`,
  changeNow: 'Change due',
  takeBack: (minor: number, currency: string) =>
    `If that change went out already, ${formatMoney(minor, currency)} of it comes back into the drawer.`,
  giveMore: (minor: number, currency: string) =>
    `If that change went out already, hand out ${formatMoney(minor, currency)} more.`,
  otherAmount: 'Type what was received.',
  sameAmount: 'That is what was typed. Nothing is to be corrected.',
  paidLess: (minor: number, currency: string) =>
    `It paid ${formatMoney(minor, currency)}: no less can have been received.`,
  tenderedReason: 'Typed wrong',
  chooseOne: 'Choose the ticket on the left that is swapped.',
  swapOf: 'This ticket',
  swapWith: 'The other order',
  swapHint: 'Its number or seat, or scan its ticket, and press Enter.',
  swapFind: 'Find',
  swapTickets: (number: string) => `Ticket of ${number}`,
  swapNone: (text: string) => `No other order is found for “${text}”.`,
  swapSeveral: (n: number) => `${count(n)} orders are found. Give its number.`,
  swapNotTheSame: (number: string, ticketName: string) =>
    `${number} has no ticket of the same kind (${ticketName}) for this event. Exchange the tickets instead.`,
  swapWhy: 'Each keeps its price. Both get a new ticket; the old paper opens no door any more.',
  outcome: 'What did the device do?',
  outcomes: {
    charged: { name: 'It charged the card', hint: 'The order is sold.' },
    'not-charged': { name: 'It did not charge', hint: 'The places are free again.' },
    'refund-due': { name: 'It charged, but let the order go', hint: 'The money is due back.' },
  },
  askedOutcomes: {
    'not-charged': { name: 'It did not charge', hint: 'The order stays as it is.' },
    'refund-due': { name: 'It charged the card', hint: 'Nothing was exchanged: the money is due back.' },
  },
  whoseWord: 'Whose word is it?',
  words: { device: 'The device’s own: its display or slip', supervisor: 'Mine, I looked it up' },
  reprintWhy: 'Their issue is raised: the door takes the new paper only. It is marked and written down.',
  printing: 'They are printed now. The old paper opens no door any more.',
  noPrinter: 'This till has no printer: nothing came out. The old paper opens no door any more.',
  confirm: {
    reprint: (n: number) => `Print ${tickets(n)} again`,
    refund: (minor: number, currency: string, method: PaymentMethod) =>
      `Give back ${formatMoney(minor, currency)} ${inMethod[method]}`,
    void: (minor: number, currency: string) => `Void, and give back ${formatMoney(minor, currency)}`,
    collect: (minor: number, currency: string, method: PaymentMethod) =>
      method === 'cash'
        ? `Take ${formatMoney(minor, currency)} in cash`
        : `Take ${formatMoney(minor, currency)}, ${methods[method].toLowerCase()}`,
    correct: (to: string) => `Book as ${to.toLowerCase()}`,
    tendered: (minor: number, currency: string) => `${formatMoney(minor, currency)} was received`,
    swap: 'Swap the seats',
    extend: 'Keep it',
    release: (n: number) => `Let ${tickets(n)} go`,
    'cancel-invoice': 'Cancel the invoice',
    settle: 'That is what happened',
    'paid-back': (minor: number, currency: string) => `${formatMoney(minor, currency)} is handed out`,
  },
  did: {
    reprint: (n: number) => `${tickets(n)} ${n === 1 ? 'has' : 'have'} a new issue`,
    refund: (minor: number, currency: string, method: PaymentMethod) =>
      `${formatMoney(minor, currency)} goes back ${inMethod[method]}`,
    void: (number: string) => `${number} is void`,
    collect: (number: string) => `${number} is paid`,
    correct: (to: string) => `The payment is booked as ${to.toLowerCase()}`,
    tendered: (minor: number, currency: string) => `The cash received is ${formatMoney(minor, currency)} now`,
    swap: (mine: string, theirs: string) => `${mine} is swapped with ${theirs}`,
    extend: 'The reservation is kept longer',
    release: 'The reservation is let go',
    'cancel-invoice': 'The invoice is cancelled',
    settle: 'The payment is settled',
    'paid-back': 'The money is paid back',
  },
  handOut: (minor: number, currency: string) => `Hand out ${formatMoney(minor, currency)} from the drawer.`,
  toCard: (minor: number, currency: string) =>
    `Give ${formatMoney(minor, currency)} back at the card terminal.`,
  changeDue: (minor: number, currency: string) => `Change due: ${formatMoney(minor, currency)}.`,
  doneBefore: 'The answer was lost; it was done.',
  part: (minor: number, currency: string, method: PaymentMethod) =>
    `Add ${formatMoney(minor, currency)} ${inMethod[method]}`,
  partsSoFar: 'Paid so far',
  stillOpen: 'Still open',
  takePartBack: (name: string) => `Take back ${name}`,
  amountOfPart: (method: PaymentMethod) => `Amount, ${methods[method].toLowerCase()}`,
  tooMuch: (mostMinor: number, currency: string) =>
    `No more than ${formatMoney(mostMinor, currency)} is open.`,
  noAmount: 'Type an amount, such as 20 or 12.50.',
  checking: 'Checking what happened',
  checkingWhy: 'The answer was lost. It cannot be done twice. Hand nothing out yet.',
  tries: (n: number) => `try ${count(n)}`,
  notDone: 'It was not done',
  notDoneWhy: 'This is certain, and it cannot happen any more. Hand nothing out, or do it again.',
  tidy: 'Dismiss',
}
