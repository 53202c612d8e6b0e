import type { EventStatus } from '#shared/domain/event'
import { formatMoney } from '#shared/domain/money'
import { count } from '../../../ui/text/common'

/** What the pages of events say. */
export const eventsText = {
  title: 'Events',
  intro: 'What is sold at every till of this house.',
  newEvent: 'New event',
  which: { coming: 'Coming', drafts: 'Drafts', over: 'Over' },
  whichLabel: 'Which events',
  search: 'Find an event',
  none: {
    coming: 'Nothing is coming. Make an event to sell tickets for it.',
    drafts: 'There are no drafts.',
    over: 'No event is over yet.',
    found: (text: string) => `No event here is called “${text}”.`,
  },
  more: 'Show more',
  columns: { start: 'Starts', name: 'Event', type: 'Type', location: 'Where', sold: 'Sold', state: 'Sale' },
  sold: (sold: number, capacity: number) => `${count(sold)} of ${count(capacity)}`,
  status: {
    ...{ draft: 'draft', 'on-sale': 'on sale', closed: 'closed' },
    ...{ cancelled: 'cancelled', archived: 'archived' },
  } satisfies Record<EventStatus, string>,
  back: 'All events',

  newTitle: 'New event',
  copyTitle: (name: string) => `Copy of ${name}`,
  notFound: 'There is no such event any more.',
  noHouse: {
    title: 'This house has no name yet',
    body: 'Give it a name, a currency and a time zone first: every event is told in its time.',
    link: 'Open the settings',
  },

  details: {
    title: 'Event',
    name: 'Name',
    type: 'Type',
    typeHint: 'Concert, theatre, film…',
    location: 'Where',
    locationHint: 'The hall or room',
    start: 'Starts',
    doors: 'Doors',
    doorsHint: 'Not said',
    more: 'Presenter, description, sales window, currency',
    presenter: 'Presented by',
    description: 'Description',
    salesFrom: 'Sale opens',
    salesFromHint: 'At once',
    salesUntil: 'Sale closes',
    salesUntilHint: 'Half an hour after the start',
    currency: 'Currency',
    currencyFixed: 'Fixed: somebody has places already.',
  },

  areas: {
    title: 'Places',
    intro: 'Standing areas have a number of places, sections their seats.',
    name: 'Standing area',
    capacity: 'Places',
    nth: (n: number) => `Standing area ${n}`,
    capacityNth: (n: number) => `Places of area ${n}`,
    claimed: (claimed: number) => `${count(claimed)} taken`,
    add: 'Add a standing area',
    remove: (name: string) => `Remove ${name || 'this area'}`,
    sections: 'Seated sections',
    section: (name: string, seats: number) => `${name}, ${count(seats)} seats`,
  },

  tickets: {
    title: 'Tickets',
    intro:
      'An empty price is not offered. The counter shows them in this order; price types are its keys F1 to F8.',
    name: 'Ticket',
    sells: 'Sells',
    note: 'Note',
    noteHint: 'For the cashier: rows, view, what is in it',
    limit: 'At most',
    noLimit: 'any',
    limitHint: 'How many of it one order may have; empty: any number.',
    nth: (n: number) => `Ticket ${n}`,
    sellsNth: (n: number) => `What ticket ${n} sells`,
    unnamed: 'Unnamed area',
    zone: (zone: string) => `Zone ${zone}`,
    add: 'Add a ticket',
    remove: (name: string) => `Remove ${name || 'this ticket'}`,
    up: (name: string) => `Move ${name || 'this ticket'} up`,
    addPrice: 'Add a price type',
    fixed: 'What a ticket sells stays once it is made. Make another one instead.',
  },

  problems: {
    missing: 'This is needed.',
    tooLong: (length: number, atMost: number) =>
      `${count(length)} characters are too many: at most ${count(atMost)}.`,
    start: 'Say when it starts.',
    past: 'This time has passed already.',
    doors: 'Doors open before the start, not after it.',
    window: 'The sale closes before it opens.',
    capacity: 'A whole number up to 1,000,000.',
    claimed: (claimed: number) => `${count(claimed)} are taken: it cannot be smaller.`,
    areas: 'An event needs at least one area.',
    sells: 'Say what it sells.',
    limit: 'From 1 to 10,000, or empty.',
    negative: 'Not below zero.',
    amount: (currency: string) => `An amount such as ${formatMoney(12_50, currency)}`,
    tooDear: 'Too much for one ticket.',
    price: 'At least one price.',
    prices: 'At most eight prices.',
  },

  bar: {
    label: 'Changes',
    clean: 'Everything is saved.',
    cancelled: 'A cancelled event stays as it was.',
    dirty: 'There are changes that are not saved.',
    saved: 'Saved. Every till has it.',
    save: 'Save changes',
    discard: 'Discard',
    saveDraft: 'Save as draft',
    create: 'Make and put on sale',
    meanwhile: 'Somebody else changed this event meanwhile.',
    theirs: 'Discard yours to see theirs, or save: only what you changed is written.',
  },

  sale: {
    title: 'Sale',
    left: 'Left',
    soldCount: 'Sold and reserved',
    held: 'In baskets now',
    blocked: 'Blocked',
    capacity: 'Places',
    open: 'Open the sale',
    openDraft: 'Put on sale',
    close: 'Close the sale',
    closeHint: 'Nothing new is held; baskets that hold places may still be paid.',
    copy: 'Copy',
    cancel: 'Cancel the event…',
    remove: 'Remove the event',
  },

  cancel: {
    title: (name: string) => `Cancel ${name} for good?`,
    sale: 'Its sale ends at every till at once, and cannot be opened again.',
    baskets: (held: number) =>
      held === 0
        ? 'No basket holds places of it now.'
        : held === 1
          ? 'One place that is in a basket now is taken out of it.'
          : `${count(held)} places that are in baskets now are taken out of them.`,
    orders: (sold: number) =>
      sold === 0
        ? 'No ticket of it is sold.'
        : sold === 1
          ? 'One ticket is refunded: to a gift card at once, else its money becomes due back.'
          : `${count(sold)} tickets are refunded: gift cards at once, other money becomes due back.`,
    confirm: 'Cancel the event',
    keep: 'Keep it',
    going: 'Cancelled. Its orders are being refunded.',
    done: 'Cancelled. All its orders are refunded.',
  },
}
