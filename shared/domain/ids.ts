import { v7 } from 'uuid'
import { z } from 'zod'

/** An id the application draws itself: events, areas, baskets, orders. At most 120 characters of `[A-Za-z0-9._-]`. */
export const id = z.string().regex(/^[A-Za-z0-9._-]{1,120}$/)

/** A name a person chose, such as a username: any printable text; keys hold it percent-encoded. */
export const nameId = z
  .string()
  .min(1)
  .max(120)
  .regex(/^[^\p{Cc}]+$/u)

/** A new id that sorts by the time it was drawn (UUID v7). Orders, baskets and operations are named by the page. */
export function newId(): string {
  return v7()
}

/** The form of `text` that may stand between two colons of a key; `decodeIdPart` is its inverse. */
export function encodeIdPart(text: string): string {
  return text.replace(/[^A-Za-z0-9._-]+/gu, run =>
    // encodeURIComponent leaves these five as they are; a key must not.
    encodeURIComponent(run).replace(/[!'()*~]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`),
  )
}

/** @throws URIError when `part` is not something `encodeIdPart` wrote. */
export function decodeIdPart(part: string): string {
  return part.includes('%') ? decodeURIComponent(part) : part
}
