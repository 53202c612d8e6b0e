import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { capture } from './child.mjs'
import { inProject, say } from './project.mjs'

const electronFolder = inProject('node_modules', 'electron')
const refusalFile = inProject('node_modules', '.cache', 'ticketcd', 'electron-not-to-be-had.json')
const refusalHoldsMs = 24 * 60 * 60 * 1000
const publishedAt = 'https://github.com/electron/electron/releases/download/'

/**
 * Finds the Electron to run the application on, fetching its runtime if need be. The package itself is never
 * required for that: it would try to download when it is loaded.
 *
 * @returns {Promise<{ command: string, args: string[] } | undefined>} undefined when the browser host has to do;
 *   why is said, where it is not plain.
 */
export async function findElectron() {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return undefined
  const command = installedElectron() ?? (await installElectron())
  if (command === undefined) return undefined
  const args = sandboxArguments(command)
  if (args === undefined) {
    say(
      "This system does not let Electron's sandbox work, so the application opens in a browser window instead.",
    )
    return undefined
  }
  return { command, args }
}

/** @returns the runtime's program, where it is unpacked whole. */
export function installedElectron() {
  const name = readIfThere(join(electronFolder, 'path.txt'))
  const overriding = process.env.ELECTRON_OVERRIDE_DIST_PATH
  const command = overriding
    ? join(overriding, name ?? programName())
    : name && join(electronFolder, 'dist', name)
  return command && existsSync(command) ? command : undefined
}

/** What `path.txt` will say; as electron's own install.js has it. */
function programName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return process.platform === 'win32' ? 'electron.exe' : 'electron'
}

async function installElectron() {
  if (!existsSync(electronFolder) || process.env.ELECTRON_OVERRIDE_DIST_PATH) return undefined
  const source = process.env.ELECTRON_MIRROR || publishedAt
  const attempt = {
    version: JSON.parse(readFileSync(join(electronFolder, 'package.json'), 'utf8')).version,
    source,
  }
  if (wasRefused(attempt)) return undefined
  say(`Fetching Electron ${attempt.version}.`)
  const problem = (await unreachable(source)) ?? (await runInstaller())
  if (problem === undefined) {
    rmSync(refusalFile, { force: true })
    return installedElectron()
  }
  mkdirSync(dirname(refusalFile), { recursive: true })
  writeFileSync(refusalFile, JSON.stringify({ ...attempt, at: Date.now() }))
  say(
    `Electron cannot be had here (${problem}), so the application opens in a browser window instead. ` +
      'ELECTRON_MIRROR names another source, ELECTRON_OVERRIDE_DIST_PATH a folder that has it. Tried again in a day.',
  )
  return undefined
}

/** Whether the same attempt failed within the last day: a second start is not to wait for it again. */
function wasRefused(attempt) {
  const refusal = JSON.parse(readIfThere(refusalFile) ?? 'null')
  if (refusal?.version !== attempt.version || refusal.source !== attempt.source) return false
  return Math.abs(Date.now() - refusal.at) < refusalHoldsMs
}

/** Looks quickly whether there is anybody: the installer's own patience is minutes. */
async function unreachable(address) {
  // Through a proxy only the installer knows the way.
  if (process.env.ELECTRON_GET_USE_PROXY) return undefined
  try {
    await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(5_000) })
    return undefined
  } catch (error) {
    return `${new URL(address).host} cannot be reached: ${error.cause?.code ?? error.name}`
  }
}

async function runInstaller() {
  const { status, output } = await capture(process.execPath, [join(electronFolder, 'install.js')])
  if (status === 0) return undefined
  return output.trim().split('\n')[0] || 'its installer failed'
}

/** @returns what the program needs to be told, or undefined where Chromium's sandbox would refuse to start. */
function sandboxArguments(command) {
  if (process.platform !== 'linux') return []
  if (process.getuid() === 0) return ['--no-sandbox']
  const restricted =
    readIfThere('/proc/sys/kernel/unprivileged_userns_clone')?.trim() === '0' ||
    readIfThere('/proc/sys/kernel/apparmor_restrict_unprivileged_userns')?.trim() === '1'
  return restricted && !hasRootHelper(join(dirname(command), 'chrome-sandbox')) ? undefined : []
}

/** Whether the helper belongs to root and runs as root, which npm cannot arrange. */
function hasRootHelper(path) {
  if (!existsSync(path)) return false
  const { uid, mode } = statSync(path)
  return uid === 0 && (mode & 0o4000) !== 0
}

function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}
