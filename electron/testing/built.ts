import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const project = join(import.meta.dirname, '..', '..')
const run = promisify(execFile)

/** A path in the built application. */
export const inBuild = (...parts: string[]) => join(project, 'out', ...parts)

/** Builds the application, unless what was built last came from the sources as they are. */
export async function ensureBuilt(): Promise<void> {
  const script = "await (await import('./resources/start/build.mjs')).ensureBuilt()"
  await run(process.execPath, ['--input-type=module', '-e', script], { cwd: project })
}
