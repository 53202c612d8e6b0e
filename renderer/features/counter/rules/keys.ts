import { priceKeyCount } from './offers'

/** What a key means at the counter, wherever the focus is. */
export type Command =
  | { does: 'price'; index: number; away: boolean }
  | { does: 'type'; text: string }
  | { does: 'erase' }
  | { does: 'confirm' }
  | { does: 'back' }
  | { does: 'search' }
  | { does: 'move'; key: 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight' }

/**
 * Where the focus is: in a `text` field, whose keys are text; on a `control`, which Enter and arrows belong to; or
 * nowhere in particular, on the `page`.
 */
export type FocusPlace = 'text' | 'control' | 'page'

type KeyPress = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey' | 'repeat'>

/** The command of a key, or undefined when it is not the counter's. */
export function commandOf(press: KeyPress, focus: FocusPlace): Command | undefined {
  if (press.ctrlKey || press.altKey || press.metaKey) return undefined
  const { key } = press
  const functionKey = /^F(\d)$/.exec(key)
  if (functionKey) return priceCommand(Number(functionKey[1]), press)
  if (key === 'Escape') return { does: 'back' }
  if (focus === 'text') return undefined
  if (/^[\d.,]$/.test(key)) return { does: 'type', text: key }
  if (key === 'Backspace') return { does: 'erase' }
  if (key === '/') return { does: 'search' }
  if (focus === 'control') return undefined
  // A key that is kept down must not sell a second time.
  if (key === 'Enter') return press.repeat ? undefined : { does: 'confirm' }
  if (key === 'ArrowUp' || key === 'ArrowDown' || key === 'ArrowLeft' || key === 'ArrowRight')
    return { does: 'move', key }
  return undefined
}

function priceCommand(number: number, press: KeyPress): Command | undefined {
  if (number < 1 || number > priceKeyCount || press.repeat) return undefined
  return { does: 'price', index: number - 1, away: press.shiftKey }
}

const textFields = 'input, textarea, select, [contenteditable="true"]'
const controls = 'button, a, [role="option"], [role="listbox"], [tabindex="0"]'

/** Where the focus is in the document. */
export function focusPlace(focused: Element | null): FocusPlace {
  if (focused?.matches(textFields)) return 'text'
  return focused?.matches(controls) ? 'control' : 'page'
}
