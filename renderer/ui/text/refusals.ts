import { formatMoney } from '#shared/domain/money'
import type {
  BasketEnd,
  PlacesLeft,
  Refusal,
  RefusalCode,
  RefusalData,
  TakenPlace,
} from '#shared/errors/refusals'
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

const whyUnusable = {
  unknown: 'does not exist',
  'used-up': 'has been used as often as it may be',
  'not-yet': 'is not valid yet',
  ended: 'is no longer valid',
  'other-event': 'is for other events',
}

const orderStatusText: Record<RefusalData<'ORDER_IS'>['status'], string> = {
  paying: 'waiting for its payment',
  reserved: 'reserved and not paid yet',
  sold: 'sold already',
  released: 'let go',
  void: 'void',
  abandoned: 'given up',
}

const basketEndText: Record<BasketEnd, string> = {
  'put-aside': 'put this basket aside',
  recalled: 'took this basket back',
  'handed-over': 'handed this basket over: it is',
  'taken-over': 'took this basket over',
  moved: 'gave this basket a new time',
  freed: 'freed this basket’s places',
}

const howToGoOn: Record<BasketEnd, string> = {
  'put-aside': 'Recall it to go on with it.',
  recalled: 'It is sold there.',
  'handed-over': 'It is sold there.',
  'taken-over': 'Ask there, or start another sale.',
  moved: 'Go on with the basket that took its place.',
  freed: 'Hold the places again if they are still free.',
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
  EMAIL_TAKEN: ({ email, usedBy }) => ({
    what: `${usedBy ? usedBy.name : 'Another customer'} has the address “${email}” already.`,
    next: 'Choose that customer, or leave the address out.',
  }),
  USERNAME_TAKEN: ({ username }) => ({
    what: `There is a user “${username}” already.`,
    next: 'Choose another username.',
  }),
  APPROVAL_NEEDED: () => ({
    what: 'A supervisor has to say yes to this.',
    next: 'Ask one to come and type their PIN.',
  }),
  PIN_WRONG: ({ left }) => ({
    what: 'That is not the PIN.',
    next: left === 1 ? 'One more try before it is locked.' : `${count(left)} more tries before it is locked.`,
  }),
  PIN_LOCKED: ({ name }) => ({
    what: `The PIN of ${name} is locked after too many wrong ones.`,
    next: 'Ask another supervisor; a new PIN opens it again.',
  }),
  PIN_NOT_SET: ({ name }) => ({
    what: `${name} has no PIN yet.`,
    next: 'Ask another supervisor, or let them sign in and choose one.',
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
  SOLD_OUT: ({ areaName, left, where = [], wheelchairPlaces }) => ({
    what: `${areaName} ${remainderText(left, wheelchairPlaces)}.${where.length > 1 ? ` ${leftText(where)}` : ''}`,
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
  HOLD_EXPIRED: ({ why, stillFree, gone }) => ({
    what:
      why === 'gone'
        ? 'This basket is not at this till any more: it was let go, or somebody took it over meanwhile.'
        : 'The time to pay ran out, and the places went back on sale.',
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
  BASKET_TAKEN: ({ how, byName, terminalId }) => ({
    what: `${byName} ${basketEndText[how]} at ${terminalId}.`,
    next: howToGoOn[how],
  }),
  HELD_LONG_ENOUGH: ({ limit }) => ({
    what: `This basket was given more time ${limit === 1 ? 'once' : `${count(limit)} times`}, and that is the most.`,
    next: 'Sell it now, or let its places go.',
  }),
  TERMINAL_GONE: ({ terminalId }) => ({
    what: `${terminalId} is not running.`,
    next: 'The basket stays where it is. Choose another till.',
  }),
  GROUP_NOT_HELD: ({ asked, held, left, taken }) => ({
    what: [
      `These ${count(asked)} places cannot all be held.`,
      ...(taken.length > 0 ? [takenText(taken)] : []),
      leftText(left),
    ].join(' '),
    next:
      held === 0
        ? 'Nothing was taken for you. Ask for fewer, or for other places.'
        : `${count(held)} of them are in the basket. Add others, or let them go.`,
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

  ORDER_IS: ({ number, status }) => ({
    what: `Order ${number} is ${orderStatusText[status]}.`,
    next: 'Nothing was changed. Look at the order as it is now.',
  }),
  INVOICED: ({ number, invoice }) => ({
    what: `Order ${number} is on invoice ${invoice}: its places are kept until that is paid.`,
    next: 'Nothing was changed. A manager can cancel the invoice.',
  }),
  NOT_ITS_TICKETS: ({ number, places }) => ({
    what:
      places.length === 1
        ? `One of these tickets is not order ${number}’s, or was given back already.`
        : `${count(places.length)} of these tickets are not order ${number}’s, or were given back already.`,
    next: 'Nothing was changed. Look at the order as it is now, and choose among its tickets.',
  }),
  REFUND_TOO_HIGH: ({ askedMinor, atMostMinor, currency }) => ({
    what: `At most ${formatMoney(atMostMinor, currency)} may be given back, not ${formatMoney(askedMinor, currency)}.`,
    next: 'Nothing was given back. Correct the sum.',
  }),
  TOO_LATE: ({ limitMs }) => ({
    what: `This may be done for ${duration(limitMs)} after the sale.`,
    next: 'A manager can refund the order instead.',
  }),
  IN_THE_PAST: () => ({
    what: 'This time has passed already.',
    next: 'Choose one that is still to come.',
  }),
  GIFT_TOO_LOW: ({ balanceMinor }) => ({
    what:
      balanceMinor === 0
        ? 'Nothing is left on this gift card.'
        : 'There is less on this gift card than was asked for.',
    next: 'Nothing was taken. Look at its balance, and pay the rest another way.',
  }),
  VOUCHER_UNUSABLE: ({ code, reason }) => ({
    what: `The voucher “${code}” ${whyUnusable[reason]}.`,
    next: 'Nothing was sold. Take the voucher off, or use another one.',
  }),
  CODE_TAKEN: ({ code }) => ({
    what: `Another card has the code “${code}” already.`,
    next: 'Choose another code, or look at the balance of the card that is there.',
  }),
  ORDER_EXISTS: ({ number }) => ({
    what: `This sale was made already, with other tickets: order ${number}.`,
    next: 'Nothing was sold a second time. Start a new sale for the others.',
  }),

  NOT_BLOCKED: ({ places, done = [], left = [] }) => ({
    what:
      places.length === 1
        ? 'One of these places is not blocked.'
        : `${count(places.length)} of these places are not blocked.`,
    next:
      done.length === 0
        ? 'Nothing was changed. Look at who has them now, and choose again.'
        : `${count(done.length)} others are done and stay so; ${count(left.length)} were not come to and are blocked as before. Look at what is still blocked, and choose again.`,
  }),
  CAPACITY_CLAIMED: ({ areaName, claimed }) => ({
    what: `${count(claimed)} places of ${areaName} are sold, reserved, held or blocked.`,
    next: `${areaName} cannot be made smaller than that. Enter a higher number.`,
  }),
  STILL_CLAIMED: ({ name, claimed }) => ({
    what:
      claimed === 1
        ? `One place of ${name} is sold, reserved, held or blocked.`
        : `${count(claimed)} places of ${name} are sold, reserved, held or blocked.`,
    next: 'Nothing was changed. Close its sale instead.',
  }),
  STILL_SOLD_BY: ({ name, ticketNames }) => ({
    what: `${ticketNames.join(', ')} ${ticketNames.length === 1 ? 'sells' : 'sell'} places of ${name}.`,
    next: 'Nothing was changed. Remove the ticket type first.',
  }),

  STARTING: () => ({
    what: 'This till is still starting.',
    next: 'It takes a moment; then do it again.',
  }),
  NO_QUORUM: () => ({
    what: 'Selling is stopped: too few nodes answer.',
    next: 'Nothing was changed. It goes on by itself; then do it again.',
  }),
  OUTCOME_UNKNOWN: () => ({
    what: 'The answer was lost: it may have been done, or not.',
    next: 'Look at what the screen shows before doing it again.',
  }),
  DISK_FAILED: () => ({
    what: 'This till cannot write to its own disk, so it cannot sell.',
    next: 'Nothing was sold. Sell at another till and call an admin: its disk may be full.',
  }),
  NO_PRINTER: () => ({
    what: 'This till has no printer.',
    next: 'Open the tickets as a document, or have a manager set a printer up.',
  }),
  TICKET_KEY_REVOKED: () => ({
    what: 'The key this till signs tickets with was revoked.',
    next: 'Print at another till. An admin draws this one a new key here, in Manage, Settings.',
  }),
  ALREADY_PRINTED: ({ number }) => ({
    what: `The tickets of ${number} were printed already.`,
    next: 'Print them again as a reprint: the door then takes the new paper only.',
  }),
  STORAGE_FULL: () => ({
    what: 'The cluster has no space left and takes no changes.',
    next: 'Nothing was changed. Call an admin.',
  }),
  CLUSTER_REFUSED: ({ why }) => ({
    what:
      why === 'not-allowed'
        ? 'This till’s account may not do that in the cluster.'
        : 'The cluster did not accept this.',
    next: 'Nothing was changed. Sell at another till if it works there, and call an admin: the log says what etcd said.',
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

function remainderText(left: number, wheelchairPlaces = false): string {
  if (wheelchairPlaces)
    return left === 0 ? 'has no wheelchair place left' : `has only ${count(left)} wheelchair places left`
  return left === 0 ? 'is sold out' : `has only ${count(left)} left`
}

function takenText(taken: readonly TakenPlace[]): string {
  const [first, ...others] = taken
  if (!first) return 'These places are no longer free.'
  const more = others.length === 0 ? '' : `, and ${count(others.length)} more`
  return `${first.placeLabel} is ${stateText(first)}${more}.`
}

function leftText(left: readonly PlacesLeft[]): string {
  const open = left.filter(area => area.left > 0)
  if (open.length === 0) return 'Nothing is left.'
  return `Left: ${open.map(area => `${count(area.left)} in ${area.areaName}`).join(', ')}.`
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

function duration(ms: number): string {
  const minutes = Math.round(ms / 60_000)
  return minutes < 60 ? `${count(Math.max(1, minutes))} minutes` : `${count(Math.round(minutes / 60))} hours`
}

function seconds(ms: number): string {
  const whole = Math.max(1, Math.ceil(ms / 1_000))
  return whole === 1 ? 'one second' : `${count(whole)} seconds`
}
