/*
 * Tells a barcode scanner, which types as a keyboard does, from a person. Times are handed in, in milliseconds.
 */

/** A scanner's next character comes within this time; a person's seldom, and never many in a row. */
export const longestGapMs = 40
/** The mean gap of a scan is at most this: scanners take 5–30 ms a character, fifteen keys a second are 67 ms. */
const longestMeanGapMs = 34
/** No code is shorter; two or three keys may well be hit together. */
const shortestCode = 6
/** Without Enter behind it. */
const shortestWithoutEnter = 8

/** What a key turns out to be. */
export interface Heard {
  /** Keys that were kept back and were a person's after all: how many, the oldest first. */
  release: number
  /** The key itself is kept back, or belongs to a scan. */
  isTaken: boolean
  /** A whole code. */
  scan?: string
}

export interface Bursts {
  /** A key went down. `key` as the browser names it: a character, `Enter`, `F1`. */
  press(key: string, at: number): Heard
  /** Nothing came for `longestGapMs`. */
  quiet(): Heard
}

const modifiers = new Set(['Shift', 'CapsLock', 'Alt', 'AltGraph', 'Control', 'Meta', 'Dead'])

export function createBursts(): Bursts {
  let characters: { key: string; at: number }[] = []

  /** What was kept back is a scan, or is let go. */
  const end = (shortest: number): Omit<Heard, 'isTaken'> => {
    const kept = characters
    characters = []
    const [first, last] = [kept[0], kept.at(-1)]
    const meanGapMs = first && last ? (last.at - first.at) / Math.max(1, kept.length - 1) : 0
    const isScan = kept.length >= shortest && meanGapMs <= longestMeanGapMs
    return isScan ? { release: 0, scan: kept.map(({ key }) => key).join('') } : { release: kept.length }
  }

  return {
    press(key, at) {
      if (modifiers.has(key)) return { release: 0, isTaken: false }
      const last = characters.at(-1)
      const isNext = last !== undefined && at - last.at <= longestGapMs
      if (key.length === 1) {
        const before = isNext ? { release: 0 } : end(shortestWithoutEnter)
        // A space presses buttons: it begins no code.
        if (key === ' ' && characters.length === 0) return { ...before, isTaken: false }
        characters.push({ key, at })
        return { ...before, isTaken: true }
      }
      if (key === 'Enter' && isNext) {
        const heard = end(shortestCode)
        return { ...heard, isTaken: heard.scan !== undefined }
      }
      return { ...end(shortestWithoutEnter), isTaken: false }
    },
    quiet: () => ({ ...end(shortestWithoutEnter), isTaken: false }),
  }
}
