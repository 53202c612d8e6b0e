/** Something that was found, to be opened from the command palette. */
export interface Found {
  /** Unique among what its finder finds. */
  id: string
  title: string
  /** What tells it from others of the same title. */
  detail?: string
  /** Where it is shown: an address behind the `#`, such as `/orders/…`. */
  path: string
}

/** Looks for things of one kind. The shell asks all finders of the screens that somebody may open. */
export interface Finder {
  /** Over its results: `Orders`. */
  heading: string
  /** The screen that opens what it finds: the finder is asked only where that is there. */
  screen: string
  /** What matches `text`, best first; `signal` aborts when the text is another one. */
  find(text: string, signal: AbortSignal): Promise<readonly Found[]>
}
