import { formatMoney } from '#shared/domain/money'
import { commonText, count } from '../../ui/text/common'

const tickets = (n: number) => (n === 1 ? '1 ticket' : `${count(n)} tickets`)
const seats = (n: number) => (n === 1 ? '1 seat' : `${count(n)} seats`)

/** The strings of the counter. Names of keys stand here too: they are printed on keyboards in a language. */
export const counterText = {
  tickets,
  seats,
  left: commonText.placesLeft,
  seatsOfRow: (row: string, numbers: string) => `${row}, seats ${numbers}`,

  // Events
  events: 'Events',
  searchEvents: 'Search events',
  clearSearch: 'Clear the search',
  all: 'All',
  hasSeats: 'Has seats',
  standing: { 'sold-out': 'Sold out', closed: 'Closed', cancelled: 'Cancelled' },
  noEventFound: (text: string) => `No event matches “${text}”.`,
  noEventWithSeats: 'No event has seats left.',
  nothingOnSale: 'There is nothing on sale yet.',

  // The event in the middle
  loading: commonText.loading,
  chooseEvent: 'Choose an event on the left',
  chooseEventHint: 'Type / to search, arrows to move, Enter to open.',
  eventGone: 'This event is not there any more',
  eventGoneHint: 'It ended or was removed a moment ago. Choose another one.',
  eventStatus: {
    draft: 'Not on sale yet',
    closed: 'Closed',
    cancelled: 'Cancelled',
    archived: 'Closed',
  },
  doors: (time: string) => `doors ${time}`,
  sold: (n: number, capacity: number) => `${count(n)} of ${count(capacity)} sold`,
  asOf: (time: string) => `as of ${time}`,

  // Ticket types
  ticketTypes: 'Ticket types',
  chooseRow: 'choose a row',
  placesInAll: (capacity: number) => `${count(capacity)} places`,
  ofLeft: (capacity: number) => `of ${count(capacity)} left`,
  whyNot: {
    cancelled: 'Cancelled',
    closed: 'Closed',
    'not-yet': 'Not on sale yet',
    ended: 'Sale has ended',
  },
  saleEnded: (day: string, time: string) => `Sale ended ${day}, ${time}`,
  saleBegins: (day: string, time: string) => `On sale from ${day}, ${time}`,
  oneMore: (name: string) => `One ${name} more`,
  oneLess: (name: string) => `One ${name} less`,
  morePrices: (n: number) => `${count(n)} more`,
  perOrder: (n: number) => `at most ${count(n)} in one order`,

  // Seats
  goToRow: 'Go to row',
  row: (section: string, row: string) => `${section}, row ${row}`,
  seat: (section: string, row: string, label: string) => `${section}, row ${row}, seat ${label}`,
  offer: (ticketName: string, priceName: string, price: string) => `${ticketName}, ${priceName} ${price}`,
  seatLook: {
    free: 'Free',
    ours: 'In this basket',
    asked: 'One moment',
    heldBy: (terminalId: string) => `Held by ${terminalId}`,
    heldHere: 'Held in another window of this till',
    other: 'Held by another till',
    blocked: 'Blocked by the house',
    sold: 'Sold',
    reserved: 'Reserved',
    unknown: 'Not known yet: its sale is being checked',
    notOnSale: 'Not on sale',
  },
  /** Why the house keeps a place from sale; its own words follow. */
  blockKind: {
    house: 'Blocked by the house',
    kill: 'Blocked for good',
    press: 'Blocked for the press',
    companion: 'Blocked for a companion',
    technical: 'Blocked for technical reasons',
    withdrawn: 'Withdrawn',
  },
  blockedFor: (kind: string, reason: string) => (reason === '' ? kind : `${kind}: ${reason}`),
  seatKind: {
    seat: undefined,
    wheelchair: 'Wheelchair place',
    companion: 'Companion seat',
    'restricted-view': 'Restricted view',
  },
  legend: 'Legend',
  legendEntries: {
    ours: 'This basket',
    other: 'Other till',
    blocked: 'Blocked',
    gone: 'Sold',
    wheelchair: 'Wheelchair',
    unknown: 'Not known yet',
  },
  zones: 'Price zones',
  nameAndPrice: (name: string, price: string) => `${name} · ${price}`,

  // Keys
  keys: { enter: 'Enter', delete: 'Del', escape: 'Esc', shift: 'Shift', slash: '/', up: '↑', down: '↓' },
  keyGroups: {
    sell: 'Selling',
    places: 'Events and places',
    basket: 'Basket',
    tender: 'Payment and paper',
    everywhere: 'Everywhere',
  },
  /** What each command of the table of keys does. */
  commands: {
    price: 'Add one at this price',
    takeAway: 'Take one away',
    type: 'A count before a price key, cash before Enter',
    erase: 'Take back the last digit',
    confirm: 'Sell for exact cash, or for what was typed',
    back: 'One step back: digits, message, basket',
    search: 'Search events',
    move: 'Choose a ticket type, or walk the seats',
    offer: 'Another ticket type or price zone',
    best: 'Best seats in the price zone: so many as typed, or the group moved there',
    accessible: 'One wheelchair place, the others beside',
    zoom: 'Zoom the map: nearer, farther, to the section and the seat',
    line: 'Choose a seat in the basket; a price key retypes it',
    dropLine: 'Give the chosen seat back',
    palette: 'Find an event, an order, a customer or an action',
    keys: 'Show or hide this sheet of keys',
    extend: 'Give the basket its whole time again',
    voucher: 'Discount or voucher code',
    reprice: 'Another price, or free, with a reason',
    putAside: 'Put the basket aside under a name',
    recall: 'Recall a basket that was put aside',
    card: 'Card',
    split: 'Split: cash, card and gift card',
    gift: 'Gift card',
    reserve: 'Reserve, pay later',
    invoice: 'Invoice',
    undo: 'Take the last sale back',
    printAgain: 'Print what did not come out',
    document: 'The last sale’s tickets as PDF',
    receipt: 'The last sale’s receipt as PDF',
  },
  priceTypes: 'Price types',
  noPrice: 'none',
  free: 'free',
  addsOne: (priceName: string, ticketName: string) => `adds one ${priceName}, ${ticketName}`,
  holdsBest: (priceName: string, zoneName: string) => `holds the best seat of ${zoneName}, ${priceName}`,
  orClickSeats: 'or click seats',
  retypes: 'makes it another ticket',
  givesBack: 'gives it back',
  retype: (place: string, priceName: string) => `${place} is ${priceName}: make it another ticket`,
  allKeys: 'all keys',
  bestTogether: (n: number, where: string) =>
    n === 1 ? `Best seat: ${where}` : `Best ${count(n)}: ${where}`,
  inPieces: (n: number, pieces: number) => `${seats(n)} in ${count(pieces)} places, near each other`,
  pieceOf: (row: string, labels: string) => `Row ${row}, ${labels}`,
  whyThese: 'Why these seats',
  bestSeats: 'Best seats',
  theBest: 'the best',
  seatsTogether: 'Seats together',
  ofThemWheelchairs: 'Of them wheelchair places',
  notAsMany: (zoneName: string) => `${zoneName} has not as many free. Take fewer, or choose another zone.`,
  /** Of the rule for the best seats; the row and the distance are said besides. */
  reasons: {
    'side-by-side': 'All side by side',
    split: 'Not as many side by side are free',
    'good-row': 'A good row',
    central: 'In the middle',
    'takes-a-lone-seat': 'Takes a seat that stood alone',
    'leaves-a-lone-seat': 'Leaves a single seat beside it',
    'restricted-view': 'Restricted view',
    'companion-beside': 'Companion beside',
  },
  strandsNobody: 'Leaves no single seat',
  fromCentre: (n: number) =>
    n < 0.75
      ? 'On the centre line'
      : n < 1.5
        ? 'One seat from the centre'
        : `${count(Math.round(n))} seats from the centre`,
  sellsForCash: (totalMinor: number, currency: string) =>
    `sells for exact cash, ${formatMoney(totalMinor, currency)}`,
  takesCash: (tenderedMinor: number, changeMinor: number, currency: string) =>
    `takes ${formatMoney(tenderedMinor, currency, 'short')}, ${formatMoney(changeMinor, currency)} back`,
  missing: (missingMinor: number, currency: string) => `${formatMoney(missingMinor, currency)} are missing`,
  takesAway: 'takes one away',
  takesSeat: 'takes the seat, or drops it',
  backToSelling: 'back to selling',
  moneyIsBack: 'the money is given back',
  dismiss: 'Dismiss',

  // Basket
  basket: 'Basket',
  emptyBasket: 'Nothing chosen yet',
  emptyBasketHint: 'Tickets appear here as you add them.',
  notHeld: 'nothing held until Enter',
  priceIsNow: (now: string, told: string, priceName: string) => `Now ${now}, was ${told} · ${priceName}`,
  pricedEach: (priceName: string, price: string) => `${priceName} · ${price} each`,
  timeLeft: 'Time left to pay',
  holdEndsSoon: 'Hold ends in a moment',
  remove: (name: string) => `Remove ${name}`,
  releaseAll: 'Release all',
  clearAll: 'Clear all',

  // Tender
  tender: 'Tender',
  total: 'Total',
  cashGiven: 'Cash given',
  exact: 'Exact',
  noChange: 'no change',
  back: (change: string) => `back ${change}`,
  received: 'Cash received',
  cashExact: 'Cash, exact',
  cash: 'Cash',
  selling: 'Selling',
  holding: 'Holding',
  locked: {
    stopped: 'Selling is stopped',
    starting: 'Starting',
    'not-connected': 'Not connected',
    checking: 'Checking the last sale',
    'give-back': 'The last sale comes first',
    empty: 'Nothing to pay',
  },
  since: (time: string) => `since ${time}`,

  // After the sale
  lastSale: 'Last sale',
  changeDue: 'Change due, last sale',
  noChangeDue: 'Last sale, exact cash',
  foundSold: 'It was sold: change due',
  foundSoldExact: 'It was sold, exact cash',
  noChangeToGive: 'No change',
  paid: (number: string, tenderedMinor: number, currency: string) =>
    `${number} · paid ${formatMoney(tenderedMinor, currency, 'short')}`,

  // A lost answer
  checkingTitle: 'Checking what happened to the last sale',
  checkingWhy: 'The answer was lost. It cannot be made twice.',
  checkingSteps: { sent: 'Sent from this till', waiting: 'Waiting for the answer' },
  tries: (n: number) => `try ${count(n)}`,
  nextTry: (n: number, seconds: number) => `try ${count(n)}, next in ${seconds} s`,
  keepMoney: 'Keep the money, let the customer wait.',
  keepMoneyWhy: (tenderedMinor: number, currency: string) =>
    `If it was sold, the change is shown here; if it was not, this card says: give back ${formatMoney(tenderedMinor, currency)}.`,
  notSoldTitle: 'The last sale was not made',
  notSoldWhy: 'This is certain. It cannot happen any more.',
  giveBack: (tenderedMinor: number, currency: string) => `Give back ${formatMoney(tenderedMinor, currency)}`,
  orSellAgain: 'Or keep it and sell again: the basket is still there.',
  sellAgain: 'Sell again',
  moneyReturned: 'Money given back',

  // Notices
  notice: 'Notice',
  take: (seat: string) => `Take ${seat}`,
  nearest: 'The nearest free seats of its zone:',
  holdAgain: (n: number) => (n === 1 ? 'Hold it again' : `Hold ${count(n)} again`),
  sellFor: (totalMinor: number, currency: string) => `Sell for ${formatMoney(totalMinor, currency)}`,
  nothingSoldYet: 'Not sold yet.',
  holdEnded: {
    what: 'The time to pay ran out: the places are on sale again.',
    next: 'Hold them again, or choose others.',
  },
  cancelledMeanwhile: (eventName: string) => ({
    what: `${eventName} was cancelled.`,
    next: 'Its places were taken out of the basket. Offer another event.',
  }),
  atMost: (n: number) => ({
    what: `One sale takes at most ${tickets(n)}.`,
    next: 'Sell these first, then the rest.',
  }),
  synced: (seconds: number) => `Last synced ${seconds} s ago.`,
  syncedBefore: (time: string) => `Last synced at ${time}.`,
  staleWhy: 'Places may have changed since; nothing can be held.',
}
