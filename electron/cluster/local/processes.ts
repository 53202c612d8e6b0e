import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** One process for good: pids are used again, a pid together with its start time is not. */
export interface ProcessIdentity {
  pid: number
  /** Opaque text that only this machine's `identify` understands. */
  startedAt: string
}

/** @returns who runs under this pid now, or undefined when nobody does. */
export async function identify(pid: number): Promise<ProcessIdentity | undefined> {
  const startedAt = await startTimeOf(pid)
  return startedAt === undefined ? undefined : { pid, startedAt }
}

/** Whether this very process, not a later one with its pid, still runs. */
export async function isRunning(identity: ProcessIdentity): Promise<boolean> {
  return (await startTimeOf(identity.pid)) === identity.startedAt
}

/** A killed process may take a moment to go; one that hangs in a broken disk never does. */
const goneWithinMs = 10_000

/**
 * Kills these processes, those that still run, and resolves when all of them are gone.
 * @throws when one does not go.
 */
export async function endProcesses(identities: readonly ProcessIdentity[]): Promise<void> {
  await Promise.all(identities.map(endProcess))
}

async function endProcess(identity: ProcessIdentity): Promise<void> {
  if (!(await isRunning(identity))) return
  kill(identity.pid, 'SIGKILL')
  const deadline = performance.now() + goneWithinMs
  // The end of a process that is not our child can only be looked for.
  while (await isRunning(identity)) {
    if (performance.now() > deadline) throw new Error(`Process ${identity.pid} does not end.`)
    await delay(10)
  }
}

/** Sends a signal. @returns false when there was nobody to take it. */
export function kill(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
    throw error
  }
}

async function startTimeOf(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') return linuxStartTime(pid)
  const [command, args] =
    process.platform === 'win32'
      ? ['powershell', ['-NoProfile', '-Command', `(Get-Process -Id ${pid}).StartTime.ToFileTimeUtc()`]]
      : ['ps', ['-o', 'lstart=', '-p', String(pid)]]
  // Both end with an error status when there is no such process.
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' }
  const answer = await run(command, args, { windowsHide: true, env }).catch(() => undefined)
  return answer?.stdout.trim() || undefined
}

async function linuxStartTime(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  // The second field is the command in brackets and may hold spaces; state is the third field, start time the 22nd.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state, ticks] = [fields?.[0], fields?.[19]]
  // A zombie has ended; only its parent has not looked yet.
  if (ticks === undefined || state === 'Z' || state === 'X') return undefined
  // Ticks count from the boot, so they alone could match after a restart of the machine.
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8')
  return `${boot.trim()}:${ticks}`
}
