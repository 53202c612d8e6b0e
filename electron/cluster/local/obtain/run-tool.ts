import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * Runs one of the system's tools to its end.
 *
 * @returns what it printed.
 * @throws with the last line of its complaint, when it fails or takes longer than `timeoutMs`.
 */
export async function runTool(
  command: string,
  args: readonly string[],
  options: { cwd?: string; timeoutMs?: number; environment?: NodeJS.ProcessEnv } = {},
): Promise<string> {
  const { cwd, timeoutMs = 300_000, environment = process.env } = options
  try {
    // Its complaints are shown to people and read for nothing else, so its language does not matter.
    const { stdout } = await run(command, args, {
      cwd,
      timeout: timeoutMs,
      env: environment,
      windowsHide: true,
    })
    return stdout
  } catch (error) {
    const complaint = (error as { stderr?: string }).stderr?.trim().split('\n').at(-1)
    throw new Error(complaint || `${command} could not be run`, { cause: error })
  }
}
