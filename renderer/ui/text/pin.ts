/** What a form of a new PIN says, wherever it stands. */
export const pinText = {
  pin: 'PIN',
  pinHint: 'Four to eight digits. Five wrong tries lock it; a new one opens it again.',
  repeat: 'The same once more',
  set: 'Set the PIN',
  done: 'The PIN is set, at every till.',
  wrong: 'Four to eight digits.',
  differs: 'These are not the same digits.',
}
