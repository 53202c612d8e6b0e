/** Where a reader stood when it lost its connection. */
export interface Resume {
  epoch: string
  revision: number
}

export type FeedItem<S, C> =
  | { kind: 'snapshot'; epoch: string; revision: number; value: S }
  | { kind: 'change'; revision: number; value: C }

/** Changes a feed remembers, so that a page that was away for a moment gets only what it missed. */
const remembered = 1_000

/** A reader this far behind gets one snapshot instead of everything it missed. */
const queueLimit = 2_000

interface Reader<C> {
  queue: { revision: number; value: C }[]
  /** Set when the queue no longer tells the whole story. */
  startOver: boolean
  wake: () => void
}

/**
 * What the screens follow: now, then every change, each with the revision it is true at. The source of `now` and of
 * the changes is whoever owns the feed; revisions given to `publish` never fall.
 */
export class Feed<S, C> {
  readonly #readers = new Set<Reader<C>>()
  #past: { revision: number; value: C }[] = []
  /** A reader that stood at this revision or later can go on from `#past`. */
  #knownSince: number

  constructor(private readonly now: () => { epoch: string; revision: number; value: S }) {
    this.#knownSince = now().revision
  }

  get readerCount(): number {
    return this.#readers.size
  }

  publish(revision: number, value: C): void {
    this.#past.push({ revision, value })
    // Cut only between revisions: a resuming reader names a revision, and has all of it.
    while (this.#past.length > remembered) this.#knownSince = this.#past.shift()?.revision ?? this.#knownSince
    for (const reader of this.#readers) {
      if (reader.queue.length >= queueLimit) reader.startOver = true
      else reader.queue.push({ revision, value })
      reader.wake()
    }
  }

  /** The past is worth nothing any more: everybody gets a snapshot. */
  startOver(): void {
    this.#past = []
    this.#knownSince = this.now().revision
    for (const reader of this.#readers) {
      reader.startOver = true
      reader.wake()
    }
  }

  /** Ends when `signal` aborts or the reader stops asking. */
  async *follow(
    resume: Resume | undefined,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<FeedItem<S, C>, void> {
    const reader: Reader<C> = { queue: [], startOver: false, wake: () => {} }
    const stopped = () => signal?.aborted === true
    const wakeUp = () => reader.wake()
    const { epoch, revision } = this.now()
    if (
      resume &&
      resume.epoch === epoch &&
      resume.revision >= this.#knownSince &&
      resume.revision <= revision
    )
      reader.queue = this.#past.filter(change => change.revision > resume.revision)
    else reader.startOver = true
    this.#readers.add(reader)
    signal?.addEventListener('abort', wakeUp)
    try {
      while (!stopped()) {
        if (reader.startOver) {
          reader.queue = []
          reader.startOver = false
          yield { kind: 'snapshot', ...this.now() }
          continue
        }
        const next = reader.queue.shift()
        if (next) yield { kind: 'change', ...next }
        else
          await new Promise<void>(resolve => {
            reader.wake = resolve
            if (stopped()) resolve()
          })
      }
    } finally {
      this.#readers.delete(reader)
      signal?.removeEventListener('abort', wakeUp)
    }
  }
}
