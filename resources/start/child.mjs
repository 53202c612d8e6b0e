import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { root } from './project.mjs'

/**
 * Runs a command in the project's folder, all it says on our stderr.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>} its exit status; 128 and the signal's number when a signal ended it; 127 when it could
 *   not be started.
 */
export function run(command, args, options = {}) {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', process.stderr, process.stderr],
    ...options,
  })
  return statusOf(child)
}

/** Runs one of the installed packages' programs with this Node. */
export function runNode(args, options) {
  return run(process.execPath, args, options)
}

/**
 * Runs a command and keeps what it says.
 *
 * @returns {Promise<{ status: number, output: string, stdout: string }>} `output` is stdout and stderr as they came.
 */
export async function capture(command, args, options = {}) {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options })
  const stdout = []
  const output = []
  child.stdout.on('data', chunk => {
    stdout.push(chunk)
    output.push(chunk)
  })
  child.stderr.on('data', chunk => output.push(chunk))
  const status = await statusOf(child)
  return { status, output: Buffer.concat(output).toString(), stdout: Buffer.concat(stdout).toString() }
}

/** Hands our terminal and our signals to a command for as long as it runs. */
export async function handOver(command, args, options = {}) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options })
  const forward = signal => {
    // A terminal sends its Ctrl-C to the child itself.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, forward)
  const status = await statusOf(child)
  for (const signal of signals) process.off(signal, forward)
  return status
}

function statusOf(child) {
  return new Promise(resolve => {
    child.once('error', () => resolve(127))
    child.once('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal]))
  })
}
