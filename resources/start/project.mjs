import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** A path inside the project. */
export const inProject = (...parts) => join(root, ...parts)

/** Says a sentence to the person who started us: on stderr, because stdout belongs to what is started. */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`)
}

/** A failure whose message is all that the person needs. */
export class StartFailure extends Error {}

/** Runs a script to its end; a `StartFailure` becomes one sentence and exit status 1. */
export async function runScript(main) {
  try {
    await main()
  } catch (error) {
    if (!(error instanceof StartFailure)) throw error
    say(error.message)
    process.exitCode = 1
  }
}
