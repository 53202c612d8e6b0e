import { formatMoney } from '#shared/domain/money'
import type { Refusal, RefusalCode, RefusalData, TakenPlace } from '#shared/errors/refusals'
import { commonText, count } from './common'

/** What happened, and what the person in front of the screen can do now. */
export interface Sentence {
  what: string
  next: string
}

type Sentences = { [C in RefusalCode]: (data: RefusalData<C>) => Sentence }

const reasonNotOnSale = {
  cancelled: 'is cancelled',
  closed: 'is closed for sale',
  'not-yet': 'is not on sale yet',
  ended: 'is no longer on sale: its time of sale has ended',
}

const sentences: Sentences = {
  NOT_SIGNED_IN: () => ({ what: 'Nobody is signed in here any more.', next: 'Sign in and do it again.' }),
  SIGN_IN_FAILED: () => ({
    what: 'This username and password do not belong together.',
    next: 'Check the spelling and whether Caps Lock is on.',
  }),
  SIGN_IN_PAUSED: ({ retryAfterMs }) => ({
    what: 'Too many wrong passwords were typed for this user.',
    next: `Signing in opens again in ${seconds(retryAfterMs)}.`,
  }),
  FORBIDDEN: ({ needs }) => ({
    what: 'You may not do this.',
    next: `Ask somebody who may: it needs the role ${commonText.roles[needs]}.`,
  }),
  ALREADY_SET_UP: () => ({
    what: 'This house has been set up already, perhaps at another till.',
    next: 'Sign in as one of its users.',
  }),
  USERNAME_TAKEN: ({ username }) => ({
    what: `There is a user “${username}” already.`,
    next: 'Choose another username.',
  }),

  BAD_REQUEST: ({ issues }) => ({
    what: ['This could not be understood.', ...issues.slice(0, 3).map(issueText)].join(' '),
    next: 'Correct it and try again.',
  }),
  NOT_FOUND: ({ what, id }) => ({
    what: `There is no ${what} “${id}”.`,
    next: 'It may have been removed a moment ago. Choose another one.',
  }),
  EDITED_MEANWHILE: ({ what }) => ({
    what: `Somebody else edited “${what}” at the same moment.`,
    next: 'Look at what it is now, then do it again.',
  }),

  SEAT_TAKEN: ({ taken }) => ({
    what: takenText(taken),
    next: 'Nothing was taken for you. Choose other places.',
  }),
  SOLD_OUT: ({ areaName, left }) => ({
    what: left === 0 ? `${areaName} is sold out.` : `${areaName} has only ${count(left)} left.`,
    next: left === 0 ? 'Offer another ticket or another event.' : 'Ask for fewer.',
  }),
  NOT_ON_SALE: ({ name, reason }) => ({
    what: `${name} ${reasonNotOnSale[reason]}.`,
    next: 'Nothing was sold. Offer another ticket or another event.',
  }),
  PRICE_CHANGED: ({ expectedMinor, actualMinor, currency }) => ({
    what: `The price was changed: it is ${formatMoney(actualMinor, currency)} now, not ${formatMoney(expectedMinor, currency)}.`,
    next: 'Nothing was sold. Tell the customer and sell again.',
  }),
  HOLD_EXPIRED: ({ stillFree, gone }) => ({
    what: 'The time to pay ran out, and the places went back on sale.',
    next:
      gone.length === 0
        ? 'All of them are still free: hold them again.'
        : stillFree.length === 0
          ? `${takenText(gone)} Choose other places.`
          : `${count(stillFree.length)} of them can be held again. ${takenText(gone)}`,
  }),
  BASKET_CHANGED: () => ({
    what: 'This basket was changed in another window at the same moment.',
    next: 'Look at what it holds now, then do it again.',
  }),
  PAYMENT_WRONG: ({ dueMinor, paidMinor, currency }) => ({
    what: `${formatMoney(dueMinor, currency)} are due, and ${formatMoney(paidMinor, currency)} were given.`,
    next: 'Nothing was sold. Correct the sum and take the payment again.',
  }),
  LIMIT_EXCEEDED: ({ name, limit }) => ({
    what: `At most ${count(limit)} of ${name} may be in one order.`,
    next: 'Take fewer, or make a second order.',
  }),
  ONE_CURRENCY: () => ({
    what: 'One basket takes one currency only.',
    next: 'Sell this basket first, then start another one.',
  }),
  ORDER_ABANDONED: () => ({
    what: 'This sale was given up after its answer was lost. It was not made.',
    next: 'Give the money back or start the sale again.',
  }),

  STARTING: () => ({
    what: 'This terminal is still starting.',
    next: 'It takes a moment; then do it again.',
  }),
  NO_QUORUM: () => ({
    what: 'Too few nodes of the cluster answer.',
    next: 'Nothing was changed. Do it again when a majority of them is back.',
  }),
  OUTCOME_UNKNOWN: () => ({
    what: 'The answer was lost: it may have been done, or not.',
    next: 'Look at what the screen shows before doing it again.',
  }),
  DISK_FAILED: () => ({
    what: 'This till cannot write to its own disk, so it cannot sell.',
    next: 'Nothing was sold. Sell at another till and call an admin: its disk may be full.',
  }),
  STORAGE_FULL: () => ({
    what: 'The cluster has no space left and takes no changes.',
    next: 'Nothing was changed. Call an admin.',
  }),
  UPDATE_NEEDED: ({ key }) => ({
    what: `“${key}” was written by a newer version of this application.`,
    next: 'Update this till, or do it at one that is up to date.',
  }),
  UNREADABLE: ({ key }) => ({
    what: `The value of “${key}” in the cluster cannot be read.`,
    next: 'Nothing was changed. Call an admin: the page Admin shows what is wrong with it.',
  }),
}

/** A refusal in the words of the person it is told to. */
export function refusalSentence(refusal: Refusal): Sentence {
  // The code and the data of one refusal belong together by the type of Refusal; TypeScript cannot follow that.
  const sentence = sentences[refusal.code] as (data: Refusal['data']) => Sentence
  return sentence(refusal.data)
}

function takenText(taken: readonly TakenPlace[]): string {
  const [first, ...others] = taken
  if (!first) return 'These places are no longer free.'
  const more = others.length === 0 ? '' : `, and ${count(others.length)} more`
  return `${first.placeLabel} is ${stateText(first)}${more}.`
}

function stateText({ state, terminalId, sellerName }: TakenPlace): string {
  if (state === 'block') return 'blocked by the house'
  const what = { hold: 'held', reservation: 'reserved', sale: 'sold' }[state]
  if (!terminalId) return what
  return sellerName ? `${what} by ${terminalId} (${sellerName})` : `${what} by ${terminalId}`
}

function issueText({ path, message }: { path: string; message: string }): string {
  return path ? `${path}: ${message}.` : `${message}.`
}

function seconds(ms: number): string {
  const whole = Math.max(1, Math.ceil(ms / 1_000))
  return whole === 1 ? 'one second' : `${count(whole)} seconds`
}
