import type { z } from 'zod'
import { decodeIdPart, encodeIdPart } from '#shared/domain/ids'
import { Refusal } from '#shared/errors/refusals'
import type { KeyValue } from '../cluster/model'

/** The version this build writes. A higher one is read where its shape still fits, and never written over. */
const writtenVersion = 1
const wholeStart = `{"v":${writtenVersion},`

export type Problem = 'not-json' | 'wrong-shape' | 'newer-version' | 'unknown-key'

/** A value as it was found. `readOnly`: a newer build wrote it, so this one must not write it back. */
export type Decoded<T> =
  | { ok: true; value: T; readOnly: boolean }
  | { ok: false; problem: Problem; detail: string }

/** One kind of key: how it is named, what its value looks like. */
export interface Aggregate<S extends z.ZodType = z.ZodType, P extends readonly string[] = readonly string[]> {
  /** What stands before the first colon. */
  readonly name: string
  /** `name:` and the leading parts given, each closed by a colon: everything under them. */
  prefix(...leading: string[]): string
  key(...parts: P): string
  /** The parts of `key`, decoded; undefined when it is not one of this kind. */
  parts(key: string): string[] | undefined
  /** The text to store. A value that does not fit its schema is a bug here, and throws. */
  encode(value: z.input<S>): string
  decode(text: string): Decoded<z.output<S>>
  /**
   * Whether `text` begins and ends as this build writes values. Enough for whoever shows nothing of it: orders are
   * long, and taking those of every till apart at every till would cost more than everything else it does with them.
   */
  isWhole(text: string): boolean
  /** @throws Refusal `UNREADABLE` when the value does not fit. */
  read(kv: KeyValue): z.output<S>
  /** As `read`, for a value about to be written back. @throws Refusal `UPDATE_NEEDED` when a newer build wrote it. */
  edit(kv: KeyValue): z.output<S>
}

/**
 * Defines a kind of key; `parts` names what follows the name, in order.
 * @param shorten what is stored of a value, where that is not all of it as it is; `schema` reads both
 */
export function aggregate<S extends z.ZodType, const N extends readonly string[]>(
  name: string,
  parts: N,
  schema: S,
  shorten: (value: z.output<S>) => unknown = value => value,
): Aggregate<S, { [K in keyof N]: string }> {
  const start = `${name}:`
  // The claims of one order say the same, and come one after another.
  let last: { text: string; decoded: Decoded<z.output<S>> } | undefined
  const decode = (text: string): Decoded<z.output<S>> => {
    if (last?.text !== text) last = { text, decoded: decodeAnew(text) }
    return last.decoded
  }
  const decodeAnew = (text: string): Decoded<z.output<S>> => {
    let json: unknown
    try {
      json = JSON.parse(text)
    } catch {
      return { ok: false, problem: 'not-json', detail: text.slice(0, 120) }
    }
    const version = versionOf(json)
    if (version === undefined)
      return { ok: false, problem: 'wrong-shape', detail: 'v: missing or not a number' }
    const parsed = schema.safeParse(json)
    if (parsed.success) return { ok: true, value: parsed.data, readOnly: version > writtenVersion }
    if (version > writtenVersion) return { ok: false, problem: 'newer-version', detail: `v: ${version}` }
    const issue = parsed.error.issues[0]
    return { ok: false, problem: 'wrong-shape', detail: `${issue?.path.join('.')}: ${issue?.message}` }
  }
  const open = (kv: KeyValue) => {
    const decoded = decode(kv.value)
    if (!decoded.ok) throw new Refusal('UNREADABLE', { key: kv.key })
    return decoded
  }
  return {
    name,
    prefix: (...leading) => start + leading.map(part => `${encodeIdPart(part)}:`).join(''),
    key: (...values) => start + values.map(encodeIdPart).join(':'),
    parts(key) {
      if (!key.startsWith(start)) return undefined
      const found = key.slice(start.length).split(':')
      try {
        return found.length === parts.length ? found.map(decodeIdPart) : undefined
      } catch {
        return undefined
      }
    },
    encode: value => JSON.stringify({ v: writtenVersion, ...(shorten(schema.parse(value)) as object) }),
    decode,
    isWhole: text => text.startsWith(wholeStart) && text.endsWith('}'),
    read: kv => open(kv).value,
    edit(kv) {
      const decoded = open(kv)
      if (decoded.readOnly) throw new Refusal('UPDATE_NEEDED', { key: kv.key })
      return decoded.value
    },
  }
}

function versionOf(json: unknown): number | undefined {
  return typeof json === 'object' && json !== null && 'v' in json && typeof json.v === 'number'
    ? json.v
    : undefined
}
