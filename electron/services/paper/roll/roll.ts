import ReceiptPrinterEncoder, { type ImageInput } from '@point-of-sale/receipt-printer-encoder'
import { loadCanvas } from '../drawing/canvas'
import { createPen } from '../drawing/pen'
import { fitted, plain, wrapped } from '../drawing/words'

export type WidthMm = 58 | 80

/** What fits across the paper: letters of the printer's own font, and its dots (8 to the millimetre, margins left out). */
export const rollWidth = {
  58: { columns: 32, dots: 384, codeModule: 6 },
  80: { columns: 48, dots: 576, codeModule: 7 },
} satisfies Record<WidthMm, { columns: number; dots: number; codeModule: number }>

export interface RollStyle {
  /** How many times as large as the printer's own letters. */
  size?: 1 | 2 | 3 | 4 | 5 | 6
  bold?: boolean
  align?: 'left' | 'center' | 'right'
  invert?: boolean
}

/** A printer's own letters: Windows-1252, the one page of Western letters and `€` that nearly all of them have. */
const ownLetters = new Set('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ')
for (let code = 0x20; code < 0x7f; code++) ownLetters.add(String.fromCharCode(code))
for (let code = 0xa1; code <= 0xff; code++) ownLetters.add(String.fromCharCode(code))
const isOwn = (text: string) => [...text].every(letter => ownLetters.has(letter))
/** One line, with the minus that every printer has. */
const ownForm = (text: string) => plain(text).replaceAll('−', '-')
const lettersIn = (text: string) => text.length
/** Of one line of the printer's letters. */
const lineDots = 30

/** A value, and what it is. */
export interface Field {
  name: string
  value: string
}

/**
 * What is printed on a roll, from its top to the cut. Texts that the printer has the letters for are sent as text; a
 * line with any other letter goes as a picture of itself.
 */
export interface Roll {
  /** At most `most` lines (one, unless said) of a text. */
  text(text: string, style?: RollStyle, most?: number): Promise<void>
  /** A line in white on black, all across the paper. */
  banner(text: string): Promise<void>
  /** Two values in large letters, each in its half of the paper under its name. */
  fields(left: Field, right: Field, size: RollStyle['size']): Promise<void>
  /** A name and a figure at the two ends of a line. */
  pair(name: string, figure: string, style?: RollStyle): Promise<void>
  rule(): void
  space(): void
  code(text: string, module?: number): void
  /** Cuts. @returns everything, ready for the printer. */
  cut(): Uint8Array
}

export function createRoll(widthMm: WidthMm): Roll {
  const { columns, dots, codeModule } = rollWidth[widthMm]
  const encoder = new ReceiptPrinterEncoder({
    ...{ language: 'esc-pos', columns, codepageMapping: 'epson', imageMode: 'raster' },
    ...{ feedBeforeCut: 4, feedAfterBlock: false, newline: '\n', createCanvas: null },
  })
  encoder.initialize().codepage('windows1252')

  const write = (line: string, { size = 1, bold = false, align = 'left', invert = false }: RollStyle) => {
    encoder.align(align).size(size, size).bold(bold).invert(invert)
    encoder.line(line)
    encoder.invert(false).bold(false).size(1, 1).align('left')
  }

  /** Black dots where the canvas has ink. */
  const picture = async (draw: (pen: ReturnType<typeof createPen>) => void, lines: number, size: number) => {
    const { createCanvas } = await loadCanvas()
    const canvas = createCanvas(dots, lines * size * lineDots)
    const pen = createPen(canvas.getContext('2d'))
    pen.box(0, 0, dots, canvas.height, '#ffffff')
    draw(pen)
    const { data, width, height } = pen.sheet.getImageData(0, 0, dots, canvas.height)
    const image = { data: new Uint8ClampedArray(data), width, height } as ImageInput
    encoder.image(image, width, height, 'threshold', 140)
  }
  const inked = ({ size = 1, bold = false, align }: RollStyle) => ({
    ...{ size: size * 22, weight: bold ? (700 as const) : (500 as const), color: '#000000' },
    align: align ?? ('start' as const),
  })

  /** Text in the middle of so many columns. */
  const centred = (text: string, across: number) => {
    const before = Math.max(0, Math.floor((across - text.length) / 2))
    return (' '.repeat(before) + text).padEnd(across)
  }

  const pictureOf = (fields: readonly Field[], size: 1 | 2 | 3 | 4 | 5 | 6) =>
    picture(
      pen => {
        for (const [n, { name, value }] of fields.entries()) {
          const [from, width] = [(n * dots) / 2, dots / 2]
          pen.line(name, from, lineDots - 8, width, { ...inked({}), align: 'center' })
          const foot = (size + 1) * lineDots - size * 8
          pen.line(value, from, foot, width, { ...inked({ size, bold: true }), align: 'center' })
        }
      },
      size + 1,
      1,
    )

  const roll: Roll = {
    async banner(text) {
      const whole = ownForm(text)
      if (!isOwn(whole)) return roll.text(whole, { bold: true, align: 'center' })
      write(centred(fitted(whole, columns - 2, lettersIn), columns), { bold: true, invert: true })
    },
    async fields(left, right, size = 1) {
      const half = Math.floor(columns / size / 2)
      const [one, other] = [ownForm(left.value), ownForm(right.value)]
      if (!isOwn(one + other)) return pictureOf([left, right], size)
      // Too long for its half, each has a line of its own.
      if (Math.max(one.length, other.length) >= half) {
        for (const { name, value } of [left, right])
          await roll.text(`${name} ${value}`, { size, bold: true, align: 'center' }, 3)
        return
      }
      const indent = (text: string) => Math.max(0, Math.floor((half - text.length) / 2))
      const [from, then] = [indent(one), half + indent(other)]
      write(
        ' '
          .repeat(from * size)
          .concat(left.name)
          .padEnd(then * size) + right.name,
        {},
      )
      write(' '.repeat(from).concat(one).padEnd(then) + other, { size, bold: true })
    },
    async text(text, style = {}, most = 1) {
      const { size = 1 } = style
      const whole = ownForm(text)
      if (isOwn(whole)) {
        const shown = wrapped(whole, Math.floor(columns / size), most, lettersIn)
        for (const line of shown) write(line, style)
        return
      }
      const { createCanvas } = await loadCanvas()
      const look = inked(style)
      const measuring = createPen(createCanvas(1, 1).getContext('2d'))
      const shown = wrapped(whole, dots, most, part => measuring.measure(part, look))
      await picture(
        pen => {
          for (const [n, line] of shown.entries())
            pen.line(line, 0, (n + 1) * size * lineDots - size * 8, dots, look)
        },
        shown.length,
        size,
      )
    },
    async pair(name, figure, style = {}) {
      const { size = 1 } = style
      const [left, right] = [ownForm(name), ownForm(figure)]
      if (isOwn(left + right)) {
        const across = Math.floor(columns / size)
        const shown = fitted(left, across - right.length - 1, lettersIn)
        write(shown + ' '.repeat(Math.max(1, across - shown.length - right.length)) + right, style)
        return
      }
      const look = inked(style)
      await picture(
        pen => {
          const foot = size * (lineDots - 8)
          const taken = pen.measure(right, look) + 20
          pen.line(left, 0, foot, dots - taken, { ...look, align: 'left' })
          pen.line(right, 0, foot, dots, { ...look, align: 'right' })
        },
        1,
        size,
      )
    },
    rule: () => void encoder.rule(),
    space: () => void encoder.newline(),
    code(text, module = codeModule) {
      encoder.align('center').qrcode(text, { model: 2, size: module, errorlevel: 'm' }).align('left')
    },
    cut: () => encoder.cut('partial').encode(),
  }
  return roll
}
