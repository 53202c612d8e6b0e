import { homedir } from 'node:os'
import { posix, resolve, win32 } from 'node:path'

const APPLICATION = 'TickETCD Box Office'

/** What the default folders depend on; this machine's unless told. */
export interface Surroundings {
  platform: NodeJS.Platform
  environment: NodeJS.ProcessEnv
  home: string
}

const here = (): Surroundings => ({ platform: process.platform, environment: process.env, home: homedir() })

/** Where the application keeps its data: `TICKETCD_DATA_DIR`, or the platform's folder for a user's data. */
export function defaultDataDir(at: Surroundings = here()): string {
  if (at.environment.TICKETCD_DATA_DIR) return resolve(at.environment.TICKETCD_DATA_DIR)
  switch (at.platform) {
    case 'win32':
      return win32.join(at.environment.APPDATA ?? win32.join(at.home, 'AppData', 'Roaming'), APPLICATION)
    case 'darwin':
      return posix.join(at.home, 'Library', 'Application Support', APPLICATION)
    default:
      return posix.join(
        xdg(at.environment.XDG_DATA_HOME) ?? posix.join(at.home, '.local', 'share'),
        APPLICATION,
      )
  }
}

/** Where downloads are kept that can be had again, such as etcd: `TICKETCD_CACHE_DIR`, or the platform's cache. */
export function defaultCacheDir(at: Surroundings = here()): string {
  if (at.environment.TICKETCD_CACHE_DIR) return resolve(at.environment.TICKETCD_CACHE_DIR)
  switch (at.platform) {
    case 'win32':
      return win32.join(
        at.environment.LOCALAPPDATA ?? win32.join(at.home, 'AppData', 'Local'),
        APPLICATION,
        'Cache',
      )
    case 'darwin':
      return posix.join(at.home, 'Library', 'Caches', APPLICATION)
    default:
      return posix.join(xdg(at.environment.XDG_CACHE_HOME) ?? posix.join(at.home, '.cache'), APPLICATION)
  }
}

/** The XDG base directory specification: a relative path is invalid and to be ignored. */
function xdg(path: string | undefined): string | undefined {
  return path !== undefined && posix.isAbsolute(path) ? path : undefined
}
