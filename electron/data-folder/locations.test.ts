import { describe, expect, it } from 'vitest'
import { defaultCacheDir, defaultDataDir } from '.'
import type { Surroundings } from './locations'

const at = (
  platform: NodeJS.Platform,
  environment: NodeJS.ProcessEnv = {},
  home = platform === 'win32' ? 'C:\\Users\\ada' : '/home/ada',
): Surroundings => ({ platform, environment, home })

describe('the default folders', () => {
  it.each([
    [at('linux'), '/home/ada/.local/share/TickETCD Box Office', '/home/ada/.cache/TickETCD Box Office'],
    [
      at('linux', { XDG_DATA_HOME: '/data', XDG_CACHE_HOME: '/cache' }),
      '/data/TickETCD Box Office',
      '/cache/TickETCD Box Office',
    ],
    [
      at('linux', { XDG_DATA_HOME: 'relative', XDG_CACHE_HOME: '' }),
      '/home/ada/.local/share/TickETCD Box Office',
      '/home/ada/.cache/TickETCD Box Office',
    ],
    [
      at('darwin'),
      '/home/ada/Library/Application Support/TickETCD Box Office',
      '/home/ada/Library/Caches/TickETCD Box Office',
    ],
    [
      at('win32', { APPDATA: 'D:\\Roaming', LOCALAPPDATA: 'D:\\Local' }),
      'D:\\Roaming\\TickETCD Box Office',
      'D:\\Local\\TickETCD Box Office\\Cache',
    ],
    [
      at('win32'),
      'C:\\Users\\ada\\AppData\\Roaming\\TickETCD Box Office',
      'C:\\Users\\ada\\AppData\\Local\\TickETCD Box Office\\Cache',
    ],
    [at('darwin', { TICKETCD_DATA_DIR: '/till', TICKETCD_CACHE_DIR: '/pool' }), '/till', '/pool'],
  ])('are the platform’s own, unless the environment says otherwise', (surroundings, dataDir, cacheDir) => {
    expect(defaultDataDir(surroundings)).toBe(dataDir)
    expect(defaultCacheDir(surroundings)).toBe(cacheDir)
  })
})
