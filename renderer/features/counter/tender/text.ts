import { formatMoney } from '#shared/domain/money'
import type { PaymentMethod } from '#shared/domain/order'
import type { PartRefused } from '../rules/split'
import type { Way } from '../till/sale'

const money = formatMoney

/** The strings of the tender: ways to pay, what becomes of a card, and taking a sale back. */
export const tenderText = {
  training: 'Training card device: no card is charged',
  ways: 'Ways to pay',
  way: {
    card: { name: 'Card', key: 'F9' },
    split: { name: 'Split', key: 'F10' },
    gift: { name: 'Gift card', key: 'G' },
    reserve: { name: 'Reserve', key: 'Ctrl ↵' },
    invoice: { name: 'Invoice', key: 'I' },
  } satisfies Record<Exclude<Way, 'cash'>, { name: string; key: string }>,
  back: 'Back',
  toPay: 'Still to pay',
  tooMuch: 'Too much: take a part back',
  includes: (name: string) => `Includes ${name}`,
  off: (name: string, code: string | undefined) => (code ? `${name} · ${code}` : name),

  // A card on its device
  card: {
    title: 'Card terminal',
    keyIn: (amount: string) => `Key ${amount} into the card terminal`,
    keyInWhy: 'The places are kept for this customer until you say what it answered.',
    beside: (cash: string) => `${cash} cash is beside it: put it in the drawer when the card went through.`,
    charged: 'Charged',
    declined: 'Declined',
    noAnswer: 'No answer',
    reference: 'Reference',
    lastFour: 'Last 4',
    optional: 'optional',
    badLastFour: 'Four digits, never the whole number',
    waiting: (amount: string) => `The card terminal asks for ${amount}`,
    waitingWhy: 'Simulated: press what the customer’s card does.',
    approve: 'Approve',
    settling: 'Writing it into the order',
    saysNo: (amount: string) => `The card was declined: ${amount} is not paid`,
    saysNoWhy: 'The places are still this customer’s. Try this card again or another one, or take cash.',
    inHand: (cash: string) => `${cash} of it is in your hand already.`,
    cashAll: 'Cash instead',
    again: 'Card again',
    letGo: 'Let the places go',
    wasIt: (amount: string) => `Did the terminal charge ${amount}?`,
    wasItWhy: (number: string, since: string) =>
      `Order ${number}, since ${since}. Look at the card terminal or its slip: the tickets wait for your answer.`,
    yes: 'Yes, charged',
    yesHint: 'sells the tickets',
    no: 'No, not charged',
    noHint: 'another way to pay',
    dueBack: 'Charged, but refund it',
    dueBackHint: 'frees the places',
    later: 'Ask me later',
    openTitle: (n: number) => (n === 1 ? 'A card payment is open' : `${n} card payments are open`),
    answer: 'Answer',
  },
  lost: {
    wait: 'Let the customer wait.',
    whatFollows: {
      cash: '',
      card: 'The card was not asked for anything yet. If the order is there, the card terminal comes next.',
      split: 'If it was sold, it is told here; the card was not asked for anything yet.',
      gift: 'If it was sold, the gift card has paid; if it was not, nothing is off it.',
      reserve: 'If the places are reserved, it is told here; if not, the basket is still there.',
      invoice: 'If the invoice was issued, its number is told here; if not, the basket is still there.',
    } satisfies Record<Way, string>,
    of: {
      cash: (sum: string) => `${sum} cash`,
      card: (sum: string) => `${sum} card`,
      split: (sum: string) => `${sum} in parts`,
      gift: (sum: string) => `${sum} gift card`,
      reserve: (sum: string) => `${sum} reserved`,
      invoice: (sum: string) => `${sum} on invoice`,
    } satisfies Record<Way, (sum: string) => string>,
  },
  notMade: {
    what: 'The answer was lost, and it was not made: this is certain.',
    next: 'Nothing was taken, and the basket is still there. Do it again.',
  },
  wordNotTaken: {
    what: 'The answer was not written down.',
    next: 'Nothing has changed: say once more what the card terminal did.',
  },
  letGo: (number: string) => ({
    what: `${number} was let go: nothing was charged, and its places are on sale again.`,
    next: 'Hold them again, or serve the next customer.',
  }),
  refundDue: (number: string, cardMinor: number, currency: string) => ({
    what: `${money(cardMinor, currency)} has to go back to the card: ${number} is marked refund due.`,
    next: 'Refund it on the card terminal; a manager notes that it was paid back.',
  }),

  // Split and gift cards
  split: {
    title: 'Split payment',
    part: { cash: 'Cash', card: 'Card', gift: 'Gift card' },
    amount: 'Amount of this part',
    all: 'all of it',
    takeBack: (name: string) => `Take back ${name}`,
    giftCode: 'Gift card code',
    giftHint: 'Scan the card, or type its code and press Enter',
    look: 'Look up',
    leaves: (left: string) => `${left} left on it`,
    change: (change: string) => `change ${change}`,
    sell: 'Sell',
    thenCard: (amount: string) => `Card terminal, ${amount}`,
    otherCurrency: (currency: string) => `This gift card is in ${currency}; it cannot pay here.`,
    noSuchGift: (code: string) => `There is no gift card “${code}”. Check the code, or pay another way.`,
    notAnAmount: 'Type an amount such as 20 or 12.50.',
    refused: {
      'no-amount': 'A part has to be more than nothing.',
      'nothing-due': 'Everything is paid: press Enter to sell, or take a part back.',
      'too-much': 'A card pays no more than is left.',
      'one-card': 'One card a sale: pay the rest in cash or with a gift card.',
      'gift-twice': 'This gift card is among the parts already.',
      'gift-empty': 'Nothing is left on this gift card. Pay another way.',
    } satisfies Record<PartRefused, string>,
  },

  // Reservations and invoices
  reserve: {
    title: 'Reserve, pay later',
    who: 'Who fetches it',
    whoMissing: 'Say who comes for it.',
    nameTooLong: (most: number) => `At most ${most} characters.`,
    until: 'Until',
    beforeStart: (minutes: number) =>
      minutes % 60 === 0
        ? `${minutes / 60} ${minutes === 60 ? 'hour' : 'hours'} before`
        : `${minutes} min before`,
    inHours: (hours: number) => (hours === 1 ? 'In 1 hour' : `In ${hours} hours`),
    past: 'This time is over already: choose a later one.',
    afterStart: 'The event has begun by then.',
    do: (until: string) => `Reserve until ${until}`,
    doBare: 'Reserve',
    unpaid: 'Nothing is paid yet: the places are kept until then and free themselves after.',
  },
  invoice: {
    title: 'Invoice',
    notPaid: 'An invoice is not money received until it is paid. Its places are kept until then.',
    name: 'Name or company',
    street: 'Street',
    postalCode: 'Postcode',
    city: 'City',
    country: 'Country',
    taxId: 'VAT number',
    reference: 'Their reference',
    due: 'Due in',
    days: (n: number) => `${n} days`,
    missing: (fields: string) => `Fill in ${fields}.`,
    tooLong: (field: string, most: number) => `${field}: at most ${most} characters.`,
    badCountry: 'The country is two letters, such as IE.',
    do: (sum: string) => `Issue invoice, ${sum}`,
  },
  method: {
    cash: 'cash',
    card: 'on the card terminal',
    gift: 'on the gift card, credited',
    voucher: 'voucher',
    invoice: 'invoice',
    transfer: 'by transfer',
  } satisfies Record<PaymentMethod, string>,

  // After the sale
  lastPaid: 'Last sale, paid',
  lastReserved: (until: string) => `Reserved until ${until}`,
  lastInvoiced: (number: string, due: string) => `Invoice ${number}, due ${due}`,
  notPaidYet: 'not paid yet',
  undo: 'Undo',
  undoKey: 'Ctrl Z',
  undoAsk: (number: string) => `Take ${number} back?`,
  undoAskWhy: 'Its tickets become void and its places free.',
  undoDo: 'Take back',
  undoKeep: 'Keep it',
  undoing: (number: string) => `Taking ${number} back`,
  undone: (number: string) => `${number} was taken back`,
  giveBack: (sum: string, how: string) => `Give back ${sum} ${how}`,
  nothingBack: 'No money goes back.',
  done: 'Done',
}
