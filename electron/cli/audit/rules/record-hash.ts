import { createHash } from 'node:crypto'

/**
 * The hash that an audit record must have: SHA-256, in hex, over the record as JSON without `v` and `hash`, without
 * spaces, the names of every object in the order of their UTF-16 code units. It is computed from the text as it is
 * stored, with nothing of what wrote it.
 */
export function recordHash(text: string): string {
  const { v, hash, ...sealed } = JSON.parse(text) as Record<string, unknown>
  return createHash('sha256').update(inOrderOfNames(sealed)).digest('hex')
}

function inOrderOfNames(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(inOrderOfNames).join()}]`
  const fields = value as Record<string, unknown>
  const names = Object.keys(fields).sort()
  return `{${names.map(name => `${JSON.stringify(name)}:${inOrderOfNames(fields[name])}`).join()}}`
}
