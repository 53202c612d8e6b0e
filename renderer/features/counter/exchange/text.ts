import { formatMoney } from '#shared/domain/money'
import type { PaymentMethod } from '#shared/domain/order'
import { count } from '../../../ui/text/common'

const tickets = (n: number) => (n === 1 ? '1 ticket' : `${count(n)} tickets`)
const their = (n: number) => (n === 1 ? 'its new seat' : 'their new seats')
const money = formatMoney

const way: Record<PaymentMethod, string> = {
  cash: 'in cash',
  card: 'on the card',
  gift: 'on the gift card',
  transfer: 'by transfer',
  voucher: 'as a voucher',
  invoice: 'on the invoice',
}

/** The strings of exchanging tickets at the counter. */
export const exchangeText = {
  title: 'Exchange',
  of: (n: number, number: string) => `Exchanging ${tickets(n)} of order ${number}`,
  choose: (n: number) => `choose ${their(n)}, here or at another event`,
  waits: (n: number, number: string) => `${tickets(n)} of order ${number} are to be exchanged`,
  waitsFor: 'First sell what is in the basket, or put it aside.',
  chosen: (n: number, all: number) => `${count(n)} of ${count(all)} chosen`,
  leave: 'Leave',
  leaveHint: 'Nothing is changed',

  comesBack: 'Comes back',
  noneYet: 'No new seat chosen yet',
  noneYetHint: (n: number) =>
    n === 1 ? 'Click one, or B for the best.' : `Click them, or B for the best ${count(n)} together.`,
  noneStandingHint: 'Tickets appear here as you add them.',

  newTickets: (n: number) => (n === 1 ? '1 new ticket' : `${count(n)} new tickets`),
  oldTickets: (n: number) => (n === 1 ? '1 ticket back' : `${count(n)} tickets back`),
  besides: 'Fees and discounts',
  due: 'To pay',
  nothingDue: 'Nothing to pay',
  goesBack: 'To give back',
  exchange: 'Exchange',
  exchangeNow: 'exchanges, nothing to pay',
  giveBack: 'Give back',
  gives: (minor: number, currency: string, method: PaymentMethod) =>
    `exchanges, and gives ${money(minor, currency)} back ${way[method]}`,
  forCash: (minor: number, currency: string) => `exchanges for exact cash, ${money(minor, currency)}`,
  waysBack: 'Where the money goes back',
  inWay: { cash: 'Cash', card: 'Card', gift: 'Gift card', transfer: 'Transfer' },
  wayKeys: { cash: undefined, card: 'F9', gift: 'G', transfer: undefined },

  fewer: (given: number, taken: number) => ({
    what: `Only ${count(taken)} of ${count(given)} new tickets ${taken === 1 ? 'is' : 'are'} chosen.`,
    next: 'Choose the others, or exchange all the same.',
  }),
  fewerDo: (given: number, taken: number) => `Exchange ${count(given)} for ${count(taken)}`,

  card: {
    title: (amount: string) => `Key ${amount} into the card terminal`,
    why: 'The new places are held. The tickets are exchanged once you say that it charged.',
    charged: 'Charged',
    declined: 'Declined',
    noAnswer: 'No answer',
    reference: 'Reference',
    optional: 'optional',
    isCharged: (amount: string) => `${amount} is charged, and nothing is exchanged yet`,
    isChargedWhy: 'Exchange once more, or give the money back at the card terminal and choose again.',
    again: 'Exchange again',
    givenBack: 'Given back',
  },

  sending: 'Exchanging',
  checking: 'Checking what happened to the exchange',
  checkingWhy: 'The answer was lost. It cannot be made twice.',
  sent: 'Sent to the terminal',
  waiting: 'Waiting for the answer',
  tries: (n: number, seconds: number | undefined) =>
    seconds === undefined ? `try ${count(n)}` : `try ${count(n)}, next in ${count(seconds)} s`,
  wait: 'Let the customer wait.',
  waitWhy: 'If it was done, the new tickets print and this says so; if not, everything is as it was.',
  notMade: {
    what: 'The exchange was not made: this is certain.',
    next: 'The old tickets stand. Do it again, or leave it.',
  },
  leftOpen: (number: string) => ({
    what: `Order ${number} waits for its card: nothing is exchanged.`,
    next: 'Look at the card terminal, then answer on the order’s page.',
  }),
  overtaken: (number: string) => ({
    what: `Order ${number} was changed elsewhere: nothing is left to exchange.`,
    next: 'Look at the order as it is now.',
  }),

  done: (n: number) => (n === 1 ? '1 ticket exchanged' : `${count(n)} tickets exchanged`),
  doneChecked: (n: number) => `The answer was lost; it was done: ${tickets(n)} exchanged`,
  changeDue: 'Change due',
  handBack: (method: PaymentMethod) => (method === 'cash' ? 'Hand out' : `Goes back ${way[method]}`),
  paidExact: 'Paid exactly',
  even: 'Nothing to pay',
  dismiss: 'Dismiss',
  keys: { enter: 'Enter', escape: 'Esc', d: 'D', n: 'N' },
}
