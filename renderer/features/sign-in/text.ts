import { count } from '../../ui/text/common'

export const signInText = {
  tonight: (venue: string) => `${venue} tonight`,
  nothingTonight: 'Nothing is on today.',
  nextEvents: 'Coming up',
  more: (more: number) => `and ${count(more)} more today`,
  cancelled: 'Cancelled',
  notOnSale: 'Not on sale',

  who: 'Who is at this till?',
  demo: 'Demonstration data: one user a role, signed in by one press.',
  signInAs: (name: string, role: string) => `Sign in as ${name}, ${role}`,

  title: 'Sign in',
  till: (terminalId: string) => `Till ${terminalId}`,
  username: 'Username',
  password: 'Password',
  capsLock: 'Caps Lock is on.',
  submit: 'Sign in',
  paused: (seconds: number) => `Open again in ${count(seconds)} s`,
  usernameMissing: 'Type your username.',
  passwordMissing: 'Type your password.',

  nodes: (up: number, all: number) =>
    `${count(up)} of ${count(all)} ${all === 1 ? 'node answers' : 'nodes answer'}`,
  confirmation: (ms: number) => `a sale is confirmed in ${ms < 1 ? ms.toFixed(1) : count(Math.round(ms))} ms`,
  version: (version: string) => `Version ${version}`,
}
