import type { Role } from '#shared/domain/roles'

/** Something that was found, to be opened from the command palette or by a scan. */
export interface Found {
  /** Unique among what its finder finds. */
  id: string
  title: string
  /** What tells it from others of the same title. */
  detail?: string
  /** Where it is shown: a screen's address behind the `#`, such as `/orders/…`. */
  path: string
}

/** Looks for things of one kind; a feature exports one, and the shell asks all of them. */
export interface Finder {
  /** Over its results: `Orders`. */
  heading: string
  /** Whether somebody with this role may open what it finds. */
  isFor(role: Role): boolean
  /** What matches `text`, best first; `signal` aborts when the text is another one. */
  find(text: string, signal: AbortSignal): Promise<readonly Found[]>
}

/** What a scanned code opens; undefined when this feature knows nothing of it. */
export type ScanOpener = (code: string) => Promise<Found | undefined>
