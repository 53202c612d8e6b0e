import { useEffect, useRef } from 'react'
import { createBursts, type Heard, longestGapMs } from './bursts'

/** Fields that ask for codes themselves. */
const takesScans = '[data-takes-scans]'
const textFields = 'input, textarea, select, [contenteditable="true"]'

/**
 * Listens for a barcode scanner on every screen, before any key is: what turns out to be a person's is passed on a
 * moment later, in its order. In a text field the characters appear as they are typed, and are taken out again.
 */
export function useScans(onScan: (code: string) => void): void {
  const latest = useRef(onScan)
  latest.current = onScan
  useEffect(() => listen(code => latest.current(code)), [])
}

function listen(onScan: (code: string) => void): () => void {
  const bursts = createBursts()
  /** Passed on already: not to be kept back again. */
  const passed = new WeakSet<Event>()
  let kept: KeyboardEvent[] = []
  let field: FieldBefore | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  const act = ({ release, scan }: Heard) => {
    const released = kept.slice(0, release)
    kept = scan === undefined ? kept.slice(release) : []
    for (const event of released) {
      const again = new KeyboardEvent('keydown', event)
      passed.add(again)
      const isFree = event.target?.dispatchEvent(again)
      // A key before this one put the focus into a field: what was typed behind it belongs there, as if by hand.
      if (isFree && event.target !== document.activeElement && event.key.length === 1)
        document.execCommand('insertText', false, event.key)
    }
    if (scan === undefined) return
    restore(field)
    field = undefined
    onScan(scan)
  }

  const quiet = () => {
    const heard = bursts.quiet()
    // What stands in a field without Enter behind it may be wanted there.
    if (kept.length > 0 || !document.activeElement?.matches(textFields)) act(heard)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (passed.has(event) || event.isComposing) return
    const focused = document.activeElement
    if (focused?.matches(takesScans)) return
    const isShortcut = event.ctrlKey || event.altKey || event.metaKey || event.repeat
    clearTimeout(timer)
    const all = bursts.press(isShortcut ? 'Unidentified' : event.key, event.timeStamp)
    // In a field only what ends with Enter is a scan.
    const isTyped = kept.length === 0 && event.key !== 'Enter' && focused?.matches(textFields)
    const heard: Heard = isTyped ? { release: 0, isTaken: all.isTaken } : all
    act(heard)
    if (!heard.isTaken) return
    timer = setTimeout(() => quiet(), longestGapMs + 5)
    const isCharacter = heard.scan === undefined
    if (isCharacter && focused?.matches(textFields)) {
      // A first character: what is in the field now is what it will be again if this is a scan.
      if (kept.length === 0 && field?.element !== focused) field = undefined
      if (!isBurstOn(event, field)) field = before(focused, event)
      else field = field && { ...field, lastAt: event.timeStamp }
      return
    }
    event.preventDefault()
    event.stopImmediatePropagation()
    if (isCharacter) kept.push(event)
  }
  window.addEventListener('keydown', onKeyDown, { capture: true })
  return () => {
    clearTimeout(timer)
    window.removeEventListener('keydown', onKeyDown, { capture: true })
  }
}

/** A text field as it was before a burst of characters. */
interface FieldBefore {
  element: Element
  value: string | undefined
  lastAt: number
}

function before(element: Element, { timeStamp }: KeyboardEvent): FieldBefore {
  const value =
    element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.value : undefined
  return { element, value, lastAt: timeStamp }
}

const isBurstOn = ({ timeStamp }: KeyboardEvent, field: FieldBefore | undefined) =>
  field !== undefined && timeStamp - field.lastAt <= longestGapMs

/** Takes a scan out of the field it was typed into; whoever owns the field is told as if it had been deleted by hand. */
function restore(field: FieldBefore | undefined) {
  const { element, value } = field ?? {}
  if (value === undefined) return
  const own =
    element instanceof HTMLInputElement
      ? HTMLInputElement.prototype
      : element instanceof HTMLTextAreaElement
        ? HTMLTextAreaElement.prototype
        : undefined
  if (!own || !element) return
  // The setter of the prototype: React's own would take the value for known, and tell nobody.
  Object.getOwnPropertyDescriptor(own, 'value')?.set?.call(element, value)
  element.dispatchEvent(new Event('input', { bubbles: true }))
}
