/**
 * The rules of the protocol. Each can be switched off in the model, to see what it is there for; the real code keeps
 * them all. The sentence says what is done, `scenarios.ts` shows what happens where it is not.
 */
export const rules = {
  // Ownership
  claimAbsent: 'a claim is made only where there is none',
  ownerCompared: "a change of a basket's claims compares the basket's revision",
  ownerWritten: "a change of a basket's claims writes the basket",
  moveDeletesOldBasket: 'taking a basket over deletes the old one',
  orderCompared: "an operation on an order compares the order's revision",
  blockCompared: "lifting a block compares the block's revision",
  exchangeComparesBasket: 'an exchange compares and deletes the basket that holds its new seats',
  exchangeInOne: 'an exchange gives and takes in one transaction',
  groupInOne: 'a group is committed in one transaction',

  // Leases
  basketKeepsLease: 'a basket stays on the lease it was opened on',
  saleOffLease: 'a sale takes its claims off the lease',
  supervisorKeepsLease: "a supervisor's change leaves a basket on its lease",
  moveOnNewLease: 'taking a basket over puts it on a new lease',
  basketIdOnce: 'a basket id is never used again',
  doubtfulLeaseDropped: 'a lease with an unanswered message gets no further basket',
  letGoEndsLease: 'letting go of a basket on such a lease is told only after the lease is revoked',

  // Lost answers
  orderAbsent: 'a new order is made only where there is none',
  tombstone: '"not sold" is told only after a tombstone',
  resendClearsNothing: 'the answer to a second copy says nothing about the first',
  deadByOwnCompare: 'a basket that moved says nothing about a copy that did not compare it',
  fence: '"not done" is told of an operation only after a fence',
  doneById: '"done" means that our operation id is in the order',
  operationOnce: 'an operation whose id is in the order is not done again',
  oneIdForASale: 'every try of a sale carries the same order id',
  tellsTheOrder: 'what is told is what the order says, not what was asked',
  ledgerCompared: 'a sale compares the ledger',

  // Crashes
  journalFirst: 'an id is in the journal before its first message',
  recoverySettles: 'recovery writes tombstones and fences, it does not just read',

  // Money outside the drawer
  payingOffLease: 'the device is asked only after the order is `paying`, off the lease',
  payingWaits: "a `paying` order waits for the device's last word",

  // What is on sale
  holdComparesType: 'a hold compares the ticket type',
  saleComparesType: 'selling at once compares the ticket type',
  cancelDeletesBaskets: 'cancelling an event deletes its baskets',
  voucherCompared: 'a sale with a voucher compares the voucher',
  voucherInCommit: "a voucher is spent in the sale's own transaction",
  voucherBackInRefund: "a voucher is given back in the refund's own transaction",
  releaseOnAllClocks: "a timed release waits for every terminal's clock",
} as const

export type RuleName = keyof typeof rules

export const ruleNames = Object.keys(rules) as RuleName[]

/** Whether a rule is kept in this run of the model. */
export type Keeps = (rule: RuleName) => boolean

export const keepsAll: Keeps = () => true
export const without =
  (off: RuleName): Keeps =>
  rule =>
    rule !== off
