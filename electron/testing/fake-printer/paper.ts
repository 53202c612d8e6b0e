import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import jsQR from 'jsqr'
import { encodeQR } from 'qr'
import type { Command } from './decode'

/** A piece of paper that was cut off. */
export interface Sheet {
  /** The lines the printer wrote in its own letters. */
  lines: string[]
  /** What the QR codes on its picture say, as a camera reads them. */
  code: string | undefined
  /** How many lines came as pictures of themselves. */
  pictures: number
  /** The paper, as it looks. */
  png: Buffer
}

const lineHeight = 30
const letterWidth = 12
const margin = 24
/** Windows-1252 from 0x80 to 0x9f; Node's own decoder takes it for Latin-1. */
const page = '€�‚ƒ„…†‡ˆ‰Š‹Œ�Ž��‘’“”•–—˜™š›œ�žŸ'
const western = (byte: number) =>
  byte >= 0x80 && byte < 0xa0 ? page[byte - 0x80] : String.fromCharCode(byte)
/** Of the printer's first page, the one of its lines and boxes, only the line is used. */
const boxes = (byte: number) => (byte < 0x80 ? String.fromCharCode(byte) : byte === 0xc4 ? '─' : '�')

/** Prints commands on paper `dots` wide, until it is cut. */
export function createPaper(dots: number) {
  let drawn: { height: number; draw(sheet: SKRSContext2D, y: number): void }[] = []
  let lines: string[] = []
  let line: { text: string; size: number; bold: boolean; invert: boolean; x: number }[] = []
  let pictures = 0
  let letters: (byte: number) => string | undefined = boxes
  let style = { size: 1, bold: false, invert: false, align: 0 }
  const plain = { ...style }

  const feed = () => {
    const pieces = line
    const { align } = style
    line = []
    if (pieces.length > 0) lines.push(pieces.map(({ text }) => text).join(''))
    const width = pieces.reduce((sum, { text, size }) => sum + text.length * size * letterWidth, 0)
    const height = Math.max(1, ...pieces.map(({ size }) => size)) * lineHeight
    drawn.push({
      height,
      draw(sheet, y) {
        let x = align === 1 ? (dots - width) / 2 : align === 2 ? dots - width : 0
        for (const { text, size, bold, invert } of pieces) {
          for (const letter of text) {
            if (invert) sheet.fillRect(margin + x, y, size * letterWidth, height)
            sheet.fillStyle = invert ? '#ffffff' : '#141414'
            sheet.font = `${bold ? 'bold ' : ''}${size * 20}px "DejaVu Sans Mono", monospace`
            sheet.fillText(letter, margin + x, y + height - size * 8, size * letterWidth)
            sheet.fillStyle = '#141414'
            x += size * letterWidth
          }
        }
      },
    })
  }

  const code = (text: string, module: number) => {
    const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 4 })
    const { align } = style
    drawn.push({
      height: rows.length * module,
      draw(sheet, y) {
        const left = margin + (align === 1 ? (dots - rows.length * module) / 2 : 0)
        for (const [n, row] of rows.entries())
          for (const [x, dark] of row.entries())
            if (dark) sheet.fillRect(left + x * module, y + n * module, module, module)
      },
    })
  }

  const picture = ({ columns, rows, dots: bits }: Extract<Command, { does: 'picture' }>) => {
    pictures++
    drawn.push({
      height: rows,
      draw(sheet, y) {
        for (let row = 0; row < rows; row++)
          for (let x = 0; x < columns * 8; x++)
            if (((bits[row * columns + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1)
              sheet.fillRect(margin + x, y + row, 1, 1)
      },
    })
  }

  /** What was printed since the last cut. */
  const sheet = (): Sheet => {
    const height = drawn.reduce((sum, part) => sum + part.height, 2 * margin)
    const canvas = createCanvas(dots + 2 * margin, height)
    const context = canvas.getContext('2d')
    context.fillStyle = '#ffffff'
    context.fillRect(0, 0, canvas.width, height)
    context.fillStyle = '#141414'
    let y = margin
    for (const part of drawn) {
      part.draw(context, y)
      y += part.height
    }
    const { data } = context.getImageData(0, 0, canvas.width, height)
    const read = jsQR(new Uint8ClampedArray(data), canvas.width, height)
    const cut = { lines, code: read?.data, pictures, png: canvas.toBuffer('image/png') }
    drawn = []
    lines = []
    pictures = 0
    return cut
  }

  return {
    /** @returns the piece of paper that a cut takes off. */
    take(command: Command): Sheet | undefined {
      if (command.does === 'cut') return sheet()
      if (command.does === 'text') line.push({ ...style, text: command.bytes.map(letters).join(''), x: 0 })
      if (command.does === 'letters') letters = command.page === 16 ? western : boxes
      if (command.does === 'feed') feed()
      if (command.does === 'style') style = { ...style, ...command }
      if (command.does === 'reset') style = { ...plain }
      if (command.does === 'code') code(command.text, command.module)
      if (command.does === 'picture') picture(command)
      return undefined
    },
  }
}
