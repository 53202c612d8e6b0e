import type { UnreadableValue } from '#shared/contract/admin'
import { count } from '../../ui/text/common'

export const adminText = {
  pages: { users: 'Users', keyspace: 'Keyspace', unreadable: 'Unreadable values' },
  navigation: 'Administration',

  users: {
    title: 'Users',
    intro: 'Who may sign in, at every till of this house.',
    name: 'Name',
    username: 'Username',
    role: 'Role',
    email: 'E-mail',
    state: 'State',
    active: 'active',
    disabled: 'disabled',
    you: 'you',
    newUser: 'New user',
    password: 'Password',
    passwordHint: 'At least 8 characters. They sign in with it.',
    create: 'Make the user',
    made: (name: string) => `${name} can sign in now.`,
    roleHint: {
      cashier: 'Sells at the counter.',
      manager: 'Sells, edits prices and closes sales.',
      admin: 'May do everything.',
      customer: 'Cannot use a till.',
    },
    again: 'Try again',
    pin: 'PIN',
    setPin: 'Set PIN',
    setPinOf: (name: string) => `Set the PIN of ${name}`,
    pinOf: (name: string) => `A new PIN for ${name}`,
  },

  keyspace: {
    title: 'Keyspace',
    intro:
      'What is in the cluster, read-only. Keys are without the namespace; password hashes are never shown.',
    kind: 'Read',
    kinds: { prefix: 'Prefix', get: 'One key', range: 'Range' },
    prefix: 'Keys that start with',
    key: 'Key',
    from: 'From key',
    to: 'Up to, not including',
    revision: 'At revision',
    revisionHint: 'newest',
    limit: 'At most',
    run: 'Read',
    asJson: 'The same for the command line:',
    copy: 'Copy',
    copied: 'Copied',
    shortcuts: 'Frequent prefixes',
    result: (rows: number, revision: number, more: boolean) =>
      `${more ? 'The first ' : ''}${count(rows)} ${rows === 1 ? 'key' : 'keys'} at revision ${count(revision)}${more ? '; there are more' : ''}`,
    nothing: (revision: number) => `No key matches at revision ${count(revision)}.`,
    notRun: 'Choose what to read. The answer is one consistent state of the cluster, at one revision.',
    columns: { key: 'Key', revision: 'Revision', value: 'Value' },
    details: 'Value',
    history: (created: number, modified: number) =>
      created === modified
        ? `Made at revision ${count(created)}`
        : `Made at revision ${count(created)}, changed at ${count(modified)}`,
    keyMissing: 'Type a key.',
    toMissing: 'Type where the range ends.',
    revisionWrong: 'A revision is a whole number from 1 on.',
  },

  unreadable: {
    title: 'Unreadable values',
    intro:
      'Values in the cluster that are not what their key promises. They are left alone, and nothing else is affected.',
    none: 'Every value in the cluster can be read.',
    caption: 'Values that cannot be read',
    columns: { key: 'Key', problem: 'Problem', detail: 'Detail', revision: 'Revision', action: 'Action' },
    look: 'Look at it',
    problems: {
      'not-json': 'not JSON',
      'wrong-shape': 'wrong shape',
      'newer-version': 'newer version',
      'unknown-key': 'unknown key',
    } satisfies Record<UnreadableValue['problem'], string>,
    hints: {
      'not-json': 'Something other than this application wrote it.',
      'wrong-shape': 'A field is missing or of another kind.',
      'newer-version': 'A newer version of this application wrote it: update this till.',
      'unknown-key': 'No part of this application uses such a key.',
    } satisfies Record<UnreadableValue['problem'], string>,
  },
}
