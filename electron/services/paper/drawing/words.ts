const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** More than this of a text fits on no paper: the rest is not even measured. */
const mostUnits = 1_000
const ellipsis = '…'

/** How wide a text is, in whatever the paper counts: dots, points, columns. */
export type Measure = (text: string) => number

/** A name as it may stand on paper: in one line, without what would steer a printer. */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
}

/** The letters of a text as people count them, and as they may be cut: an emoji of a whole family is one. */
function lettersOf(text: string): string[] {
  const letters = Array.from(graphemes.segment(text.slice(0, mostUnits)), ({ segment }) => segment)
  // The cut through a very long text may have gone through its last letter.
  return text.length > mostUnits ? letters.slice(0, -1) : letters
}

/** As much of `text` as is at most `width` wide, with an ellipsis where some of it is left out. */
export function fitted(text: string, width: number, measure: Measure): string {
  const whole = plain(text)
  if (whole.length <= mostUnits && measure(whole) <= width) return whole
  const letters = lettersOf(whole)
  let [fits, tooMany] = [0, letters.length + 1]
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1
    if (measure(shortened(letters, middle)) <= width) fits = middle
    else tooMany = middle
  }
  return shortened(letters, fits)
}

const shortened = (letters: readonly string[], count: number) =>
  `${letters.slice(0, count).join('').trimEnd()}${ellipsis}`

/** `text` in lines of at most `width`, broken between words where it can be; the last of `most` lines is shortened. */
export function wrapped(text: string, width: number, most: number, measure: Measure): string[] {
  const lines: string[] = []
  let rest = plain(text)
  while (rest !== '' && lines.length < most - 1) {
    const line = firstLine(rest, width, measure)
    if (line.length === rest.length) break
    lines.push(line.trimEnd())
    rest = rest.slice(line.length).trimStart()
  }
  return rest === '' ? lines : [...lines, fitted(rest, width, measure)]
}

/** The beginning of `text` that fits: whole words, or the part of a word that is too long for any line. */
function firstLine(text: string, width: number, measure: Measure): string {
  if (text.length <= mostUnits && measure(text) <= width) return text
  const letters = lettersOf(text)
  let [fits, tooMany] = [1, letters.length + 1]
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1
    if (measure(letters.slice(0, middle).join('').trimEnd()) <= width) fits = middle
    else tooMany = middle
  }
  const line = letters.slice(0, fits).join('')
  const space = text[line.length] === ' ' ? line.length : line.lastIndexOf(' ')
  return space > 0 ? text.slice(0, space) : line
}

/** Which way a text runs: as its first letter does. */
export function directionOf(text: string): 'ltr' | 'rtl' {
  const [first = ''] = /\p{L}/u.exec(text) ?? []
  return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(first)
    ? 'rtl'
    : 'ltr'
}
