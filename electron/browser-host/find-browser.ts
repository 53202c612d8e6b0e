import { accessSync, constants, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { posix, win32 } from 'node:path'

/** What finding a browser depends on; this machine unless told. */
export interface Machine {
  platform: NodeJS.Platform
  environment: NodeJS.ProcessEnv
  home: string
  /** Whether there is a program at `path`. */
  isProgram(path: string): boolean
  /** Where a path leads when every link is followed. */
  realPath(path: string): string
}

export interface Browser {
  path: string
  /** A browser that Ubuntu's snap keeps in a box: it may write to one folder of its own only. */
  boxedFolder?: string
}

const COMMANDS = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'microsoft-edge',
  'microsoft-edge-stable',
  'chromium-browser',
]
const MAC_APPLICATIONS = ['Google Chrome', 'Microsoft Edge', 'Chromium']
const WINDOWS_PROGRAMS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
  'Chromium\\Application\\chrome.exe',
]

/** The first Chromium of any brand on this machine, or the one that `TICKETCD_BROWSER` names. */
export function findBrowser(machine: Machine = thisMachine): Browser | undefined {
  const path = candidates(machine).find(machine.isProgram)
  return path === undefined ? undefined : { path, ...boxOf(path, machine) }
}

function candidates({ platform, environment, home }: Machine): string[] {
  if (environment.TICKETCD_BROWSER) return [environment.TICKETCD_BROWSER]
  if (platform === 'darwin')
    return ['/', home].flatMap(root =>
      MAC_APPLICATIONS.map(name =>
        posix.join(root, 'Applications', `${name}.app`, 'Contents', 'MacOS', name),
      ),
    )
  if (platform === 'win32')
    return [environment.PROGRAMFILES, environment['PROGRAMFILES(X86)'], environment.LOCALAPPDATA]
      .filter(root => root !== undefined)
      .flatMap(root => WINDOWS_PROGRAMS.map(program => win32.join(root, program)))
  const folders = (environment.PATH ?? '').split(':').filter(folder => folder !== '')
  return COMMANDS.flatMap(command => folders.map(folder => posix.join(folder, command)))
}

function boxOf(path: string, { home, realPath }: Machine): Pick<Browser, 'boxedFolder'> {
  const isSnap = path.startsWith('/snap/') || realPath(path).endsWith('/snap')
  return isSnap ? { boxedFolder: posix.join(home, 'snap', 'chromium', 'common') } : {}
}

const thisMachine: Machine = {
  platform: process.platform,
  environment: process.env,
  home: homedir(),
  isProgram(path) {
    try {
      accessSync(path, constants.X_OK)
      return true
    } catch {
      return false
    }
  },
  realPath: path => realpathSync(path),
}
