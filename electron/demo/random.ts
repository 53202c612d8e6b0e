import { hash } from 'node:crypto'

/** A stream of chance that is the same for the same seed, on every machine. */
export interface Random {
  /** A number in [0, 1). */
  next(): number
  /** An integer in [0, limit). */
  below(limit: number): number
  pick<T>(list: readonly T[]): T
  /** One of `list`, as often as its weight says. Weights are not negative, and one is positive. */
  weighted<T>(list: readonly T[], weightOf: (item: T) => number): T
  /** A new array in random order. */
  shuffled<T>(list: Iterable<T>): T[]
  bytes(count: number): Uint8Array
}

/**
 * The generator is sfc32 (Chris Doty-Humphrey, PractRand), started from the SHA-256 of the seed, so that seeds that
 * look alike give streams that do not.
 */
export function seededRandom(...seed: readonly (string | number)[]): Random {
  const start = Buffer.from(hash('sha256', JSON.stringify(seed), 'base64'), 'base64')
  let a = start.readInt32LE(0)
  let b = start.readInt32LE(4)
  let c = start.readInt32LE(8)
  let counter = start.readInt32LE(12)

  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  const at = <T>(list: readonly T[], index: number): T => {
    if (list.length === 0) throw new RangeError('nothing to choose from')
    return list[Math.min(index, list.length - 1)] as T
  }

  return {
    next,
    below,
    pick: list => at(list, below(list.length)),
    weighted(list, weightOf) {
      const drawn = next() * list.reduce((sum, item) => sum + weightOf(item), 0)
      let passed = 0
      for (const item of list) {
        passed += weightOf(item)
        if (drawn < passed) return item
      }
      return at(list, list.length - 1)
    },
    shuffled(list) {
      const shuffled = [...list]
      for (let end = shuffled.length - 1; end > 0; end--) {
        const other = below(end + 1)
        const kept = shuffled[end] as (typeof shuffled)[number]
        shuffled[end] = shuffled[other] as (typeof shuffled)[number]
        shuffled[other] = kept
      }
      return shuffled
    },
    bytes(count) {
      const bytes = new Uint8Array(count)
      for (let at = 0; at < count; at++) bytes[at] = below(256)
      return bytes
    },
  }
}
