import { id } from './ids'
import type { Place } from './order'

/**
 * What the code on a ticket says: whose seat it is, under which order, on which issue of the paper, and which terminal
 * signed it. A door takes the highest issue of a place only.
 */
export interface TicketCode {
  eventId: string
  areaId: string
  slot: number
  orderId: string
  /** 1 for the first paper, one more with every reprint. */
  issue: number
  /** An instant, to the second: when the terminal signed it, by its own clock. */
  issuedAt: string
  terminalId: string
}

/** The first byte of every code: what the bytes after it mean. */
const formatVersion = 2
const headBytes = 9
/** An Ed25519 signature, RFC 8032. */
export const signatureBytes = 64
const uuidBytes = 16
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** RFC 4648: capitals and digits alone. A QR code packs them tightly, and a scanner types them on every keyboard. */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The bytes that are signed. @throws RangeError for an issue or a slot that a code has no room for. */
export function packTicket(ticket: TicketCode): Uint8Array {
  const { eventId, areaId, slot, orderId, issue, issuedAt, terminalId } = ticket
  const seconds = Math.floor(Date.parse(issuedAt) / 1_000)
  if (!(issue >= 1 && issue <= 255 && slot >= 0 && slot <= 999_999)) throw new RangeError('no such ticket')
  return Uint8Array.from([
    formatVersion,
    issue,
    ...[slot >> 16, (slot >> 8) & 255, slot & 255],
    ...[24, 16, 8, 0].map(bits => Math.floor(seconds / 2 ** bits) & 255),
    ...[orderId, eventId, areaId, terminalId].flatMap(packId),
  ])
}

/** The ticket that was packed, or why there is none. What is left after it is its signature. */
function unpackTicket(
  bytes: Uint8Array,
): { ticket: TicketCode; signature: Uint8Array } | 'not-a-ticket' | 'other-version' {
  const [version, issue = 0, high = 0, middle = 0, low = 0, ...rest] = bytes
  if (bytes.length <= signatureBytes) return 'not-a-ticket'
  if (version !== formatVersion) return 'other-version'
  const slot = high * 65_536 + middle * 256 + low
  const ids: string[] = []
  const seconds = rest.slice(0, 4).reduce((sum, byte) => sum * 256 + byte, 0)
  const issuedAt = new Date(seconds * 1_000).toISOString()
  let at = headBytes
  for (let n = 0; n < 4; n++) {
    const found = unpackId(bytes, at)
    if (!found) return 'not-a-ticket'
    ids.push(found.text)
    at = found.end
  }
  const [orderId = '', eventId = '', areaId = '', terminalId = ''] = ids
  const signature = bytes.subarray(at)
  if (signature.length !== signatureBytes || issue < 1 || slot > 999_999) return 'not-a-ticket'
  return { ticket: { eventId, areaId, slot, orderId, issue, issuedAt, terminalId }, signature }
}

/** An id in few bytes: a UUID as its sixteen, after a zero; any other as its letters, after their number. */
function packId(text: string): number[] {
  if (!uuid.test(text)) return [text.length, ...[...text].map(letter => letter.charCodeAt(0))]
  const digits = text.replaceAll('-', '')
  return [
    0,
    ...Array.from({ length: uuidBytes }, (_, n) => Number.parseInt(digits.slice(n * 2, n * 2 + 2), 16)),
  ]
}

function unpackId(bytes: Uint8Array, at: number): { text: string; end: number } | undefined {
  const length = bytes[at]
  const end = at + 1 + (length || uuidBytes)
  if (length === undefined || end > bytes.length) return undefined
  const part = [...bytes.subarray(at + 1, end)]
  if (length > 0) {
    const text = String.fromCharCode(...part)
    return id.safeParse(text).success && !uuid.test(text) ? { text, end } : undefined
  }
  const digits = part.map(byte => byte.toString(16).padStart(2, '0')).join('')
  return { text: digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'), end }
}

/** Bytes as a QR code and a scanner like them; `bytesOf` is its inverse. */
export function textOf(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let value = 0
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff
    for (bits += 8; bits >= 5; bits -= 5) text += alphabet[(value >> (bits - 5)) & 31]
  }
  return bits > 0 ? text + alphabet[(value << (5 - bits)) & 31] : text
}

function bytesOf(text: string): Uint8Array | undefined {
  const bytes: number[] = []
  let bits = 0
  let value = 0
  for (const letter of text) {
    const five = alphabet.indexOf(letter)
    if (five < 0) return undefined
    value = ((value << 5) | five) & 0xfff
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes.push((value >> bits) & 255)
  }
  // One text for one run of bytes: what is left over is nothing.
  return bits < 5 && (value & ((1 << bits) - 1)) === 0 ? Uint8Array.from(bytes) : undefined
}

/** What a scanned text says of itself, before anybody has looked at its signature. */
export type ReadCode =
  | { outcome: 'ticket'; ticket: TicketCode; signed: Uint8Array; signature: Uint8Array }
  | { outcome: 'not-a-ticket' | 'other-version' }

/** Takes a scanned text apart. Whether it is genuine only its signature says. */
export function readTicketCode(text: string): ReadCode {
  // A scanner that meets a keyboard with capitals locked types small letters.
  const bytes = bytesOf(text.trim().toUpperCase())
  if (!bytes) return { outcome: 'not-a-ticket' }
  const found = unpackTicket(bytes)
  if (typeof found === 'string') return { outcome: found }
  return { outcome: 'ticket', ...found, signed: bytes.subarray(0, bytes.length - signatureBytes) }
}

/**
 * The order and the place that a scanned text names, for whoever wants to open that order; undefined when it is not a
 * ticket's code. It says nothing about whether the ticket is genuine.
 */
export function scannedTicket(text: string): { orderId: string; place: Place; issue: number } | undefined {
  const read = readTicketCode(text)
  if (read.outcome !== 'ticket') return undefined
  const { orderId, eventId, areaId, slot, issue } = read.ticket
  return { orderId, place: { eventId, areaId, slot }, issue }
}
