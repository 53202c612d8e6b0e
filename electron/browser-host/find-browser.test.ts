import { describe, expect, it } from 'vitest'
import { findBrowser, type Machine } from './find-browser'

function machine(platform: NodeJS.Platform, programs: string[], overrides: Partial<Machine> = {}): Machine {
  return {
    platform,
    environment: { PATH: '/usr/local/bin:/usr/bin:/snap/bin' },
    home: '/home/ada',
    isProgram: path => programs.includes(path),
    realPath: path => path,
    ...overrides,
  }
}

describe('finding a browser', () => {
  it.each([
    ['linux', '/usr/bin/chromium'],
    ['linux', '/usr/local/bin/google-chrome-stable'],
    ['linux', '/usr/bin/microsoft-edge'],
    ['darwin', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
    ['darwin', '/home/ada/Applications/Chromium.app/Contents/MacOS/Chromium'],
  ] as const)('finds the one of %s at %s', (platform, path) => {
    expect(findBrowser(machine(platform, [path]))).toEqual({ path })
  })

  it('finds Edge, which every Windows has', () => {
    const path = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'
    const environment = { PROGRAMFILES: 'C:\\Program Files', 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' }
    expect(findBrowser(machine('win32', [path], { environment }))).toEqual({ path })
  })

  it('takes the one that was named, or none', () => {
    const environment = { PATH: '/usr/bin', TICKETCD_BROWSER: '/opt/brave' }
    expect(findBrowser(machine('linux', ['/opt/brave', '/usr/bin/chromium'], { environment }))?.path).toBe(
      '/opt/brave',
    )
    expect(findBrowser(machine('linux', ['/usr/bin/chromium'], { environment }))).toBeUndefined()
    expect(findBrowser(machine('linux', []))).toBeUndefined()
  })

  it('knows that a snap writes to a folder of its own only', () => {
    const path = '/snap/bin/chromium'
    expect(findBrowser(machine('linux', [path]))).toEqual({
      path,
      boxedFolder: '/home/ada/snap/chromium/common',
    })
  })

  it('sees a snap behind a link', () => {
    const found = findBrowser(machine('linux', ['/usr/bin/chromium'], { realPath: () => '/usr/bin/snap' }))
    expect(found).toHaveProperty('boxedFolder')
  })
})
