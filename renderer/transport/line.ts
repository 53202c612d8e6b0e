import type { ClientLink } from '@orpc/client'

/** The context of a call: none, the terminal knows the page by its connection. */
export type NoContext = Record<never, never>

/** One connection to the terminal, from when it opened until it broke. */
export interface Line {
  readonly link: ClientLink<NoContext>
  /** Aborts when the line has broken or was closed, before any call on it rejects for that reason. */
  readonly broken: AbortSignal
  close(): void
}

/** Opens a line. Rejects when there is none to be had right now. */
export type OpenLine = () => Promise<Line>
