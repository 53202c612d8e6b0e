/** pino-roll 4 ships no types; this is the part of its README that is used here. */
declare module 'pino-roll' {
  import type { SonicBoom } from 'sonic-boom'

  /** Opens `<file>.<number><extension>` and goes on to the next number when `size` is reached. */
  export default function roll(options: {
    file: string
    extension: string
    /** A number of bytes is written with a unit: `500b`, `64k`, `5m`. */
    size: string
    limit: { count: number; removeOtherLogFiles: boolean }
    mkdir: boolean
    mode: number
    /** Bytes that may wait to be written. */
    maxLength: number
  }): Promise<SonicBoom>
}
