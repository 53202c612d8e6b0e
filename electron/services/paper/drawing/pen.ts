import { encodeQR } from 'qr'
import { type Sheet, useFont, type Weight } from './canvas'
import { directionOf, fitted, plain, wrapped } from './words'

export const ink = {
  strong: '#141821',
  soft: '#474e5d',
  faint: '#5c6474',
  line: '#cbd1da',
  ground: '#f4f6f9',
}

export interface Style {
  size: number
  weight?: Weight
  color?: string
  /** `start`, unless said: the side on which the text's own letters begin. */
  align?: 'start' | 'left' | 'right' | 'center'
  /** Between letters, in the sheet's units. */
  spacing?: number
}

/** Writes on a sheet: every text is fitted into a width, and runs the way its letters do. */
export interface Pen {
  readonly sheet: Sheet
  /** One line with its foot at `y`. @returns how wide it is. */
  line(text: string, x: number, y: number, width: number, style: Style): number
  /** At most `most` lines, `lead` apart, the first with its foot at `y`. @returns the foot of the last. */
  lines(
    text: string,
    at: { x: number; y: number; width: number; most: number; lead: number },
    style: Style,
  ): number
  /** How wide `text` would be. */
  measure(text: string, style: Style): number
  box(x: number, y: number, width: number, height: number, color: string, radius?: number): void
  rule(x: number, y: number, width: number, color?: string): void
  /** A QR code with medium correction, as `size` as its whole edge without its quiet zone. */
  code(text: string, x: number, y: number, size: number): void
}

export function createPen(sheet: Sheet): Pen {
  const use = ({ size, weight = 400, color = ink.strong, spacing = 0 }: Style) => {
    useFont(sheet, weight, size)
    sheet.letterSpacing = `${spacing}px`
    sheet.fillStyle = color
    sheet.textBaseline = 'alphabetic'
    return (text: string) => sheet.measureText(text).width
  }
  const write = (text: string, x: number, y: number, width: number, { align = 'start' }: Style) => {
    const direction = directionOf(text)
    sheet.direction = direction
    const side = align === 'start' ? (direction === 'rtl' ? 'right' : 'left') : align
    sheet.textAlign = side
    sheet.fillText(text, side === 'left' ? x : side === 'right' ? x + width : x + width / 2, y)
  }
  return {
    sheet,
    line(text, x, y, width, style) {
      const measure = use(style)
      const shown = fitted(text, width, measure)
      write(shown, x, y, width, style)
      return measure(shown)
    },
    lines(text, { x, y, width, most, lead }, style) {
      const shown = wrapped(text, width, most, use(style))
      for (const [n, line] of shown.entries()) write(line, x, y + n * lead, width, style)
      return y + Math.max(0, shown.length - 1) * lead
    },
    measure: (text, style) => use(style)(plain(text)),
    box(x, y, width, height, color, radius = 0) {
      sheet.fillStyle = color
      sheet.beginPath()
      sheet.roundRect(x, y, width, height, radius)
      sheet.fill()
    },
    rule(x, y, width, color = ink.line) {
      sheet.fillStyle = color
      sheet.fillRect(x, y, width, 0.75)
    },
    code(text, x, y, size) {
      // The library gives a border of at least one; the paper around the code is its quiet zone.
      const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 1 })
        .slice(1, -1)
        .map(row => row.slice(1, -1))
      const module = size / rows.length
      sheet.fillStyle = ink.strong
      // Each run by itself: as one path it takes twice as long, and twice the room in a document.
      for (const [row, modules] of rows.entries())
        for (let from = 0; from < modules.length; from++) {
          if (!modules[from]) continue
          const start = from
          while (modules[from + 1]) from++
          const width = (from - start + 1) * module
          // A little higher than it is: nothing shines through between two rows.
          sheet.fillRect(x + start * module, y + row * module, width, module * 1.06)
        }
    },
  }
}
