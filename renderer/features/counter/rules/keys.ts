import { type CommandName, type FocusPlace, type KeyRow, keyTable } from './key-table'

/** A command of the table, given by one of its keys. */
export interface Command {
  does: CommandName
  key: string
  /** Which of the command's keys it was: 0 for F1 among the price keys. */
  at: number
}

type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey' | 'repeat'>

const rows: readonly (KeyRow & { does: CommandName })[] = keyTable
const byChord = new Map(rows.flatMap(row => row.keys.map((key, at) => [key, { row, at }] as const)))
const furthest: Record<FocusPlace, number> = { page: 0, control: 1, text: 2, apart: 3 }

/** The command of a key, or undefined when it is not the counter's. */
export function commandOf(press: KeyPress, focus: FocusPlace): Command | undefined {
  const found = byChord.get(chordOf(press))
  if (!found || furthest[focus] > furthest[found.row.reach]) return undefined
  // A key that is kept down must not sell a second time.
  if (press.repeat && !found.row.repeats) return undefined
  return { does: found.row.does, key: press.key, at: found.at }
}

/** The row of a command. */
export function rowOf(does: CommandName): KeyRow & { does: CommandName } {
  const row = rows.find(own => own.does === does)
  if (!row) throw new Error(`No key does ${does}`)
  return row
}

/** `Ctrl+K`, `Shift+F1`, `?`. A sign may need Shift or not, by the keyboard: it is named alone. Command is as Ctrl. */
export function chordOf(press: Omit<KeyPress, 'repeat'>): string {
  const { ctrlKey, metaKey, altKey, shiftKey } = press
  const key = latinKey(press)
  const isLetter = /^[a-z]$/i.test(key)
  const isSign = key.length === 1 && !isLetter
  return [
    (ctrlKey || metaKey) && 'Ctrl',
    altKey && 'Alt',
    shiftKey && !isSign && 'Shift',
    isLetter ? key.toUpperCase() : key,
  ]
    .filter(Boolean)
    .join('+')
}

/** The letter that is printed on a key beside the Greek or Cyrillic one it types; any other key is what it types. */
export function latinKey({ key, code }: Pick<KeyPress, 'key' | 'code'>): string {
  const isOther = /^\p{L}$/u.test(key) && !/^\p{Script=Latin}$/u.test(key)
  return (isOther && /^Key([A-Z])$/.exec(code)?.[1]) || key
}

/**
 * What a browser would do with a key although the counter has a meaning for it, or a slip beside one would end the
 * page in the middle of a sale: help, find, reload, the address bar, caret browsing, the menu. F11 stays the system's.
 */
const browsersOwn = new Set(
  [...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].flatMap(n => [`F${n}`, `Shift+F${n}`, `Ctrl+F${n}`])].filter(
    // The system closes windows with it.
    chord => chord !== 'Ctrl+F4',
  ),
)

/** Whether the page keeps the browser from acting on a key, whatever the counter does with it. */
export function isKeptFromBrowser(press: Omit<KeyPress, 'repeat'>): boolean {
  const chord = chordOf(press)
  return browsersOwn.has(chord) || (byChord.has(chord) && chord.includes('Ctrl+'))
}

const apart = '[role="menu"], [role="dialog"][aria-modal="true"], [data-own-keys]'
const textFields = 'input, textarea, select, [contenteditable="true"]'
const controls = 'button, a, [role="option"], [role="listbox"], [tabindex="0"]'

/** Where the focus is in the document. */
export function focusPlace(focused: Element | null): FocusPlace {
  if (focused?.closest(apart)) return 'apart'
  if (focused?.matches(textFields)) return 'text'
  return focused?.matches(controls) ? 'control' : 'page'
}

/** One key as it is printed on keyboards: `Ctrl`, `↑`, `Esc`. A chord is several of them. */
export function capsOf(chord: string): string[] {
  return chord.split(/\+(?=.)/).map(cap => printed[cap] ?? cap)
}

const printed: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  PageUp: 'Page ↑',
  PageDown: 'Page ↓',
  Backspace: '⌫',
}
