import type { NumberKind } from './trail'

/** One way of understanding what somebody typed or scanned. `terminal` as it was typed; this one when absent. */
export type Reading =
  | { by: 'id'; orderId: string }
  | { by: 'number'; kind: NumberKind; terminal: string | undefined; n: number }
  | { by: 'seat'; row: string; seat: string; words: string[] }
  | { by: 'buyer'; text: string }

const idForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
/** `T03-000123`, `t3 123`, `T03-R000123`, `R123`, `#123`. */
const numberForm = /^#?(?:(.+?)\s*[-–]\s*|([a-z]+0*\d+)\s+)?([ri]?)0*(\d{1,9})$/i
const terminalLike = /^[a-z]{1,4}\d{1,4}$/i
/** `Row F 9`, `F9`, `row 12, seat 4`, each with words of an event after it. */
const seatForm = /^(row\s+)?([a-z]{1,3}|\d{1,3})(\s*,?\s*seat\s+|[\s,/-]+|)(\d{1,4}[a-z]?)(?:[\s,]+(.*))?$/i

const kinds: Record<string, NumberKind> = { '': 'order', r: 'receipt', i: 'invoice' }

/** Every way `text` can be understood, the most certain one first. Which of them is meant, what is there says. */
export function readingsOf(text: string): Reading[] {
  const asked = text.trim()
  if (idForm.test(asked)) return [{ by: 'id', orderId: asked.toLowerCase() }]
  const readings: Reading[] = []
  const number = numberForm.exec(asked)
  const kind = number && kinds[(number[3] ?? '').toLowerCase()]
  if (number && kind)
    readings.push({ by: 'number', kind, terminal: number[1] ?? number[2], n: Number(number[4]) })
  // `T03-000123` is nobody's name and no seat.
  if (readings.length > 0 && terminalLike.test(number?.[1] ?? '')) return readings
  const seat = seatForm.exec(asked)
  if (seat && isSeat(seat))
    readings.push({
      ...{ by: 'seat', row: seat[2] ?? '', seat: seat[4] ?? '' },
      words: (seat[5] ?? '').toLowerCase().split(/\s+/).filter(Boolean),
    })
  if (/\p{L}/u.test(asked) || asked.replace(/\D/g, '').length >= 4)
    readings.push({ by: 'buyer', text: asked })
  return readings
}

/** A row of figures needs something between it and the seat: `123` is no row 12. */
function isSeat([, rowWord, row = '', between = '']: RegExpExecArray): boolean {
  return /\D/.test(row) || between !== '' || rowWord !== undefined
    ? !(/^\d+$/.test(row) && between === '')
    : false
}

/** The form in which two spellings of a terminal's id are the same: `t3` and `T03`. */
export function terminalForm(terminalId: string): string {
  return terminalId
    .trim()
    .toUpperCase()
    .replace(/\s+/g, '')
    .replace(/(\D)0+(?=\d)/g, '$1')
}
