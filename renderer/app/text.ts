import type { TerminalStatus } from '#shared/contract/system'
import { count } from '../ui/text/common'

/** What the shell around the screens says. */
export const appText = {
  screens: { counter: 'Counter', orders: 'Orders', manage: 'Manage', admin: 'Admin' },
  navigation: 'Screens',
  findOrDo: 'Find or do…',
  keySheet: {
    title: 'Keys',
    close: 'Close the sheet of keys',
    or: 'or',
    scanner: 'A barcode scanner needs no key: a code scanned on any screen opens its order.',
  },
  scans: {
    opensNothing: (code: string) =>
      `The code ${code} opens nothing here: scan a ticket or a receipt of this house, or find the order with Ctrl+K.`,
    failed: (code: string, what: string) => `The code ${code} could not be looked up. ${what}`,
    dismiss: 'Dismiss',
  },
  skipToScreen: 'Skip to the screen',
  terminal: 'This till',

  phase: {
    starting: 'starting',
    selling: 'selling',
    'no-quorum': 'stopped',
    stale: 'catching up',
  } satisfies Record<TerminalStatus['phase'], string>,
  chip: {
    nodes: (answering: number, all: number) => `${answering}/${all} nodes`,
    confirmation: (ms: number) => `${milliseconds(ms)}`,
    disconnected: 'not connected',
    label: 'Whether this house can sell',
  },
  nodes: {
    title: 'Nodes of the cluster',
    leader: 'leader',
    answers: 'answers',
    silent: 'does not answer',
    confirmation: 'Confirmation of a write',
    confirmationNone: 'not measured yet',
    revision: 'Change number',
    synced: 'Last synced',
    warnings: 'Worth an admin’s look',
    none: 'No node is known yet.',
  },

  disconnected: {
    title: 'Not connected to the till',
    body: (since: string) => `Since ${since}. Reconnecting by itself; what is on the screen may be old.`,
    hint: 'If the application was closed, start it again and use the window it opens.',
  },
  noQuorum: {
    title: (answering: number, all: number) =>
      answering === 0
        ? 'Selling is stopped: no node answers'
        : `Selling is stopped: only ${count(answering)} of ${count(all)} nodes ${answering === 1 ? 'answers' : 'answer'}`,
    /** Enough of them answer when they are asked how they are, and still no write is confirmed. */
    titleUnconfirmed: 'Selling is stopped: the cluster does not confirm in time',
    since: (at: string) => `Since ${at}.`,
    missing: 'Missing:',
    needed: (needed: number) =>
      `${needed === 1 ? 'One is' : `${numerals[needed] ?? count(needed)} are`} needed.`,
    promise: 'No sale can be made, and none is lost; it goes on by itself.',
  },
  stale: {
    title: 'What is on the screen may be old',
    body: (at: string) =>
      `Last synced at ${at}. It is being read anew; a sale is still checked when it is made.`,
    bodyUnknown: 'It is being read anew; a sale is still checked when it is made.',
  },

  menu: {
    label: (name: string) => `${name}: appearance and sign-out`,
    theme: 'Appearance',
    themes: { light: 'Light', dark: 'Dark', system: 'As the computer' },
    signOut: 'Sign out',
  },

  crash: {
    title: 'This screen has stopped working',
    body: 'The rest of the application goes on, and no sale is touched by it.',
    details: 'What the screen said',
    again: 'Open it again',
  },
  noKey: {
    title: 'This page was opened without its key',
    body: 'Each start of the application opens a window with a key of its own, so that nobody else can sell at this till.',
    next: 'Use the window the application opened, or open the whole address it printed, with everything after the question mark.',
  },
  noScreens: {
    title: (role: string) => `Nothing here is for the role ${role}`,
    body: 'This till is for the people who work here. Sign out and let a cashier sign in.',
  },
  connecting: { title: 'Connecting to the till' },
}

/** A sentence does not begin with a figure. */
const numerals: Record<number, string> = { 2: 'Two', 3: 'Three', 4: 'Four', 5: 'Five' }

function milliseconds(ms: number): string {
  return `${ms < 10 ? Math.max(ms, 0.1).toFixed(ms < 1 ? 1 : 0) : count(Math.round(ms))} ms`
}
