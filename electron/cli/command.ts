import type { ParseArgsConfig } from 'node:util'

/** Which cluster a command works on, and how it answers. */
export interface CommonFlags {
  /** Without any, the embedded cluster of `dataDir`. */
  endpoints: string[]
  dataDir: string
  /** Without one, the application's default. */
  namespace: string | undefined
  /** The last line of standard output is one JSON value. */
  json: boolean
}

/** One call of a command. */
export interface Invocation {
  flags: CommonFlags
  /** The command's own flags, as they were given. */
  values: Readonly<Record<string, string | boolean | undefined>>
  positionals: readonly string[]
  io: Io
  /** Aborted by the first Ctrl+C: leave things in order and come back. */
  signal: AbortSignal
}

/** Where a command writes: answers to `out`, everything else to `err`, a line at a time. */
export interface Io {
  out(line: string): void
  err(line: string): void
}

export interface Command {
  /** What stands after the name on its first line of help, such as `[--events N]`. */
  usage: string
  /** The rest of its help: what it does, then its flags. */
  help: string
  options: NonNullable<ParseArgsConfig['options']>
  /** @returns the exit status; 0 only when it did what it says. */
  run(invocation: Invocation): Promise<number>
}

/** A failure to tell in one sentence, without a stack. 2: it was asked wrongly; 1: it could not be done. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure'
  constructor(
    message: string,
    readonly exitStatus: 1 | 2 = 1,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
