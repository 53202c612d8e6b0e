import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { ensureBuilt, inBuild } from '../testing/built'
import { runOnStandIn, type StandIn } from '../testing/electron-stand-in'

/** Nobody listens there: the desktop is shown, not the cluster. */
const nowhere = ['--endpoints', 'http://127.0.0.1:1']

let folder: string
let desktop: StandIn

async function start(
  dataDir: string,
  environment: NodeJS.ProcessEnv = {},
  args: readonly string[] = nowhere,
) {
  const started = runOnStandIn(
    inBuild('main', 'main.js'),
    ['--no-sandbox', '--data-dir', dataDir, ...args],
    environment,
  )
  return started
}

const windowCount = async (standIn: StandIn) => (await standIn.do('windows')).length

beforeAll(async () => {
  await ensureBuilt()
  folder = await mkdtemp(join(tmpdir(), 'ticketcd-desktop-'))
  desktop = await start(join(folder, 'till'))
  await vi.waitFor(async () => expect(await windowCount(desktop)).toBe(1), { timeout: 20_000 })
})

afterAll(async () => {
  await desktop[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

describe('the desktop’s start', () => {
  it('settles what must be settled before Electron is ready, in its order', async () => {
    const before = (await desktop.do('told')).filter(({ ready }) => !ready)
    expect(before.map(({ what, args }) => [what, ...args])).toEqual([
      ['app.enableSandbox'],
      [
        'protocol.registerSchemesAsPrivileged',
        [
          {
            scheme: 'app',
            privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
          },
        ],
      ],
      ['app.setPath', 'userData', join(folder, 'till', 'desktop')],
      ['app.requestSingleInstanceLock'],
    ])
  })

  it('says in the data folder that it is there, without an address', async () => {
    await vi.waitFor(async () => {
      const record: unknown = JSON.parse(await readFile(join(folder, 'till', 'run.json'), 'utf8'))
      expect(record).toMatchObject({ host: 'desktop', endpoints: ['http://127.0.0.1:1'] })
      expect(record).not.toHaveProperty('address')
    })
  })
})

describe('a window', () => {
  it('has a page in a sandbox, without Node, and nothing that flashes', async () => {
    const [window] = await desktop.do('windows')
    expect(window?.url).toBe('app://box-office/index.html')
    expect(window?.options).toMatchObject({
      show: false,
      backgroundColor: '#0c0f14',
      minWidth: 960,
      minHeight: 640,
      width: 1440,
      height: 900,
      webPreferences: {
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        webviewTag: false,
        preload: inBuild('preload', 'preload.cjs'),
      },
    })
    expect(window?.shown).toBe(true)
  })

  it('stays at its page', async () => {
    for (const event of ['will-navigate', 'will-redirect', 'will-frame-navigate'] as const) {
      for (const url of [
        'https://evil.example/',
        'file:///etc/passwd',
        'app://elsewhere/',
        'app://box-office.evil/',
      ])
        expect(await desktop.do('isHeldBack', event, url)).toBe(true)
      expect(await desktop.do('isHeldBack', event, 'app://box-office/index.html#/counter')).toBe(false)
    }
  })

  it('opens no other window and embeds no page', async () => {
    for (const url of ['https://evil.example/', 'app://box-office/index.html', 'about:blank'])
      expect(await desktop.do('openWindow', url)).toBe('deny')
    expect(await desktop.do('embed')).toBe(true)
    expect(await windowCount(desktop)).toBe(1)
  })

  it('gets no permission but to copy a text', async () => {
    const wanted = [
      'media',
      'geolocation',
      'notifications',
      'midi',
      'openExternal',
      'clipboard-read',
      'fullscreen',
    ]
    for (const permission of wanted) {
      expect(await desktop.do('requestPermission', permission)).toBe(false)
      expect(await desktop.do('checkPermission', permission, 'app://box-office/')).toBe(false)
    }
    expect(await desktop.do('useDevice')).toBe(false)
    expect(await desktop.do('requestPermission', 'clipboard-sanitized-write')).toBe(true)
    expect(await desktop.do('checkPermission', 'clipboard-sanitized-write', 'app://box-office')).toBe(true)
    expect(await desktop.do('checkPermission', 'clipboard-sanitized-write', 'https://evil.example')).toBe(
      false,
    )
  })

  it('is loaded again when its page breaks down, but not over and over', async () => {
    await desktop.do('breakDown', 'clean-exit')
    expect((await desktop.do('windows'))[0]?.reloads).toBe(0)
    await desktop.do('breakDown', 'crashed')
    await desktop.do('breakDown', 'crashed')
    expect((await desktop.do('windows'))[0]?.reloads).toBe(1)
  })
})

describe('the page’s own protocol', () => {
  it('serves the built page, with the same policy as the browser host', async () => {
    const page = await desktop.do('fetch', 'app://box-office/index.html')
    expect(page).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } })
    expect(page?.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'/)
    expect(page?.body).toBe(await readFile(inBuild('renderer', 'index.html'), 'utf8'))
  })

  it.each([
    'app://box-office/../main/main.js',
    'app://box-office/%2e%2e/main/main.js',
    'app://box-office/..%2fmain%2fmain.js',
    'app://elsewhere/index.html',
    'app://box-office/nothing',
  ])('has nothing at %s', async url => {
    expect(await desktop.do('fetch', url)).toMatchObject({ status: 404, body: '' })
  })

  it('changes nothing', async () => {
    expect(await desktop.do('fetch', 'app://box-office/index.html', 'POST')).toMatchObject({ status: 404 })
  })
})

describe('the port to the router', () => {
  it('is for the page alone', async () => {
    expect(await desktop.do('requestPort', 'frame')).toBe(false)
    expect(await desktop.do('requestPort', 'gone')).toBe(false)
    await desktop.do('goTo', 'https://evil.example/')
    expect(await desktop.do('requestPort', 'page')).toBe(false)
    await desktop.do('goTo', 'app://box-office/index.html')
    expect(await desktop.do('requestPort', 'page')).toBe(true)
  })

  it('leads to the real router', async () => {
    await desktop.do('requestPort', 'page')
    const answer = String(await desktop.do('ask', '{"i":"1","p":{"u":"/system/welcome","b":{}}}'))
    // There is no cluster behind this terminal, and the page is told so in the contract's words.
    expect(JSON.parse(answer)).toMatchObject({ i: '1', p: { s: 503, b: { json: { code: 'STARTING' } } } })
  })
})

describe('a document', () => {
  const made = 'blob:app://box-office/0f8c'

  it('opens in the computer’s own viewer, each from a place of its own that only this user can read', async () => {
    const pdf = ['application/pdf', 'tickets-T01-000007.pdf'] as const
    const first = await desktop.do('download', made, ...pdf)
    const second = await desktop.do('download', made, ...pdf)
    expect(first && basename(first)).toBe('tickets-T01-000007.pdf')
    expect(second).not.toBe(first)
    const opened = (await desktop.do('told')).filter(({ what }) => what === 'shell.openPath')
    expect(opened.map(({ args }) => args[0])).toEqual([first, second])
    const { mode } = await stat(dirname(dirname(first ?? '')))
    if (process.platform !== 'win32') expect(mode & 0o077).toBe(0)
  })

  it.each([
    ['of another page', 'blob:https://evil.example/0f8c', 'application/pdf', 'tickets-T01-000007.pdf'],
    ['from the network', 'https://evil.example/tickets.pdf', 'application/pdf', 'tickets-T01-000007.pdf'],
    ['that is no PDF', made, 'application/x-sh', 'tickets-T01-000007.pdf'],
    ['with a program’s name', made, 'application/pdf', 'tickets-T01-000007.pdf.exe'],
    ['that leads elsewhere', made, 'application/pdf', 'tickets-/../../../.bashrc.pdf'],
  ])('%s is no download', async (_, ...download) => {
    expect(await desktop.do('download', ...download)).toBeUndefined()
  })

  it('is gone with the application', async () => {
    await using other = await start(join(folder, 'third'))
    await vi.waitFor(async () => expect(await windowCount(other)).toBe(1), { timeout: 20_000 })
    const path = await other.do('download', made, 'application/pdf', 'receipt-T01-R000007.pdf')
    await other.do('closeWindow').catch(() => {})
    await other.ended
    await expect(readFile(path ?? '')).rejects.toThrow(/ENOENT/)
  })
})

describe('the menu', () => {
  it('leaves F1 to F12 and Ctrl+Z to the counter', async () => {
    type Item = { role?: string; label?: string; accelerator?: string; submenu?: Item[] }
    const all = (items: Item[]): Item[] => items.flatMap(item => [item, ...all(item.submenu ?? [])])
    const items = all((await desktop.do('menu')) as Item[])
    expect(items.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['File', 'New window', 'Quit', 'Edit', 'View', 'Full screen', 'Help']),
    )
    for (const { accelerator = '' } of items) expect(accelerator).not.toMatch(/F\d|\bZ$/i)
    // Roles bring a key of their own along, unless the item names another one.
    const ownKey = items.filter(({ accelerator }) => accelerator === undefined).map(({ role }) => role)
    for (const role of ['undo', 'redo', 'togglefullscreen', 'reload', 'forceReload'])
      expect(ownKey).not.toContain(role)
  })

  it('opens the data folder', async () => {
    await desktop.do('choose', 'Help', 'Open data folder')
    expect((await desktop.do('told')).at(-1)).toMatchObject({
      what: 'shell.openPath',
      args: [join(folder, 'till')],
    })
  })
})

describe('windows', () => {
  it('are opened by the menu and by a second start, and remember their place', async () => {
    await desktop.do('choose', 'File', 'New window')
    await desktop.do('startAgain')
    expect(await windowCount(desktop)).toBe(3)
    await desktop.do('closeWindow')
    await desktop.do('choose', 'File', 'New window')
    const window = (await desktop.do('windows')).at(-1)
    expect(window?.options).toMatchObject({ x: 40, y: 30, width: 1000, height: 700 })
    await vi.waitFor(async () =>
      expect((await desktop.do('windows')).at(-1)).toMatchObject({ shown: true, maximized: true }),
    )
  })

  it('end the application with the last of them, its data folder given back', async () => {
    await using other = await start(join(folder, 'other'))
    await vi.waitFor(async () => expect(await windowCount(other)).toBe(1), { timeout: 20_000 })
    await other.do('closeWindow').catch(() => {})
    expect(await other.ended).toEqual({ code: 0, stderr: '' })
    await expect(readFile(join(folder, 'other', 'run.json'))).rejects.toThrow(/ENOENT/)
  })
})

describe('the preload script', () => {
  it('gives the page one function, and passes a port on to it alone', async () => {
    const script = await readFile(inBuild('preload', 'preload.cjs'), 'utf8')
    const sent: unknown[] = []
    const posted: unknown[] = []
    const heard = new Map<string, (event: unknown) => void>()
    const world = new Map<string, { requestPort(): void }>()
    const electron = {
      contextBridge: {
        exposeInMainWorld: (name: string, api: { requestPort(): void }) => world.set(name, api),
      },
      ipcRenderer: {
        on: (channel: string, listener: (event: unknown) => void) => heard.set(channel, listener),
        send: (...args: unknown[]) => sent.push(args),
      },
    }
    runInNewContext(script, {
      require: (name: string) => (name === 'electron' ? electron : undefined),
      exports: {},
      window: {
        location: { origin: 'app://box-office' },
        postMessage: (...args: unknown[]) => posted.push(args),
      },
    })
    expect([...world].map(([name, api]) => [name, Object.keys(api)])).toEqual([['ticketcd', ['requestPort']]])
    world.get('ticketcd')?.requestPort()
    expect(sent).toEqual([['ticketcd:request-port']])
    heard.get('ticketcd:port')?.({ ports: ['the port'] })
    expect(posted).toEqual([['ticketcd:port', 'app://box-office', ['the port']]])
  })
})

describe('a start that cannot be', () => {
  it('leaves the window to the instance that is there', async () => {
    await using second = await start(join(folder, 'till'), { STAND_IN_SECOND_INSTANCE: '1' })
    expect(await second.ended).toEqual({ code: 0, stderr: '' })
  })

  it('says so in a sentence when the data folder is none', async () => {
    const file = join(folder, 'file')
    await writeFile(file, '')
    await using broken = await start(file)
    const { code, stderr } = await broken.ended
    expect(code).toBe(1)
    expect(stderr).toBe(`The data folder ${file} is not a folder: choose another one with --data-dir.\n`)
  })

  it('says so in a sentence when a flag is wrong', async () => {
    await using broken = await start(join(folder, 'x'), {}, ['--nodes', '2'])
    expect(await broken.ended).toEqual({ code: 1, stderr: '--nodes takes 1, 3 or 5, not "2".\n' })
  })
})
