import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { ensureBuilt, inBuild } from './testing/built'
import { runOnStandIn } from './testing/electron-stand-in'

/** Nobody listens there: the host is shown, not the cluster. */
const nowhere = 'http://127.0.0.1:1'

let folder: string
const children: ChildProcess[] = []

beforeAll(ensureBuilt)
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ticketcd-host-'))
})
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGKILL')
    await once(child, 'close')
  }
  await rm(folder, { recursive: true, force: true })
})

/** Runs the built browser host, as `npm start -- --headless` does. */
function host(environment: NodeJS.ProcessEnv, ...args: string[]) {
  const child = spawn(process.execPath, [inBuild('main', 'host.js'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', ...environment },
  })
  children.push(child)
  let stderr = ''
  child.stderr.on('data', chunk => (stderr += chunk))
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, stderr }))
  const firstLine = Promise.race([
    once(createInterface(child.stdout), 'line').then(([line]) => String(line)),
    ended.then(({ code }) => `nothing, and ended with ${code}: ${stderr}`),
  ])
  return { child, firstLine, ended }
}

const headless = (...args: string[]) =>
  host({}, '--headless', '--data-dir', join(folder, 'till'), '--endpoints', nowhere, ...args)

interface Announcement {
  url: string
  endpoints: string[]
}

const announced = async ({ firstLine }: { firstLine: Promise<string> }) =>
  JSON.parse(await firstLine) as Announcement

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

describe('the browser host', () => {
  it('says first where it is found, and serves the page there', async () => {
    const port = await freePort()
    const { url, endpoints } = await announced(headless('--port', String(port)))
    expect(url).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${port}/\\?token=[\\w-]{43}$`))
    expect(endpoints).toEqual([nowhere])
    const page = await fetch(url)
    expect(page.status).toBe(200)
    expect(await page.text()).toBe(await readFile(inBuild('renderer', 'index.html'), 'utf8'))
  })

  it('ends at a signal, and the next one has the folder and the port again', async () => {
    const first = headless()
    const { url } = await announced(first)
    first.child.kill('SIGTERM')
    expect(await first.ended).toMatchObject({ code: 0 })
    const next = await announced(headless())
    expect(new URL(next.url).port).toBe(new URL(url).port)
    expect(next.url).not.toBe(url)
  })

  it('takes over from one that was killed', async () => {
    const first = headless()
    await announced(first)
    first.child.kill('SIGKILL')
    await first.ended
    expect((await announced(headless())).endpoints).toEqual([nowhere])
  })

  it('is found by a second start on its data folder', async () => {
    const first = headless()
    const { url } = await announced(first)
    const second = headless('--port', '1')
    expect((await announced(second)).url).toBe(url)
    expect(await second.ended).toEqual({
      code: 0,
      stderr: `TickETCD Box Office is running already (process ${first.child.pid}).\n`,
    })
  })

  it('is one, when two start in the same moment', async () => {
    const [one, other] = [headless(), headless()]
    const [{ url }, { url: otherUrl }] = await Promise.all([announced(one), announced(other)])
    expect(otherUrl).toBe(url)
    const { code } = await Promise.race([one.ended, other.ended])
    expect(code).toBe(0)
    // One of them is still there, and it is the one that both have named.
    expect((await fetch(url)).status).toBe(200)
  })

  it('gives its page to a desktop that is started on its data folder', async () => {
    const { url } = await announced(headless())
    await using desktop = runOnStandIn(inBuild('main', 'main.js'), ['--data-dir', join(folder, 'till')])
    await vi.waitFor(async () => expect((await desktop.do('windows'))[0]?.url).toBe(url), { timeout: 20_000 })
    expect((await desktop.do('windows'))[0]?.options.webPreferences).not.toHaveProperty('preload')
    const { origin } = new URL(url)
    expect(await desktop.do('isHeldBack', 'will-navigate', `${origin}/`)).toBe(false)
    expect(await desktop.do('isHeldBack', 'will-navigate', 'app://box-office/index.html')).toBe(true)
  })

  it('prints its address where there is no display', async () => {
    const { child, firstLine, ended } = host({}, '--data-dir', join(folder, 'till'), '--endpoints', nowhere)
    expect(await firstLine).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/)
    child.kill('SIGKILL')
    expect((await ended).stderr).toMatch(/^There is no display here\.\nOpen this address in a browser/)
  })

  it('keeps its token out of the log', async () => {
    const first = headless()
    const { url } = await announced(first)
    const token = String(new URL(url).searchParams.get('token'))
    await fetch(url, { headers: { origin: 'https://evil.example' } })
    await vi.waitFor(async () => {
      const log = await readFile(join(folder, 'till', 'logs', 'box-office.1.log'), 'utf8')
      expect(log).toContain('request-denied')
      expect(log).not.toContain(token)
    })
  })
})

/**
 * In a browser's place: leaves its command line in a file, connects as a page, and ends when the file is taken away.
 */
const browserProgram = `#!${process.execPath}
const { existsSync, readFileSync, writeFileSync } = require('node:fs')
const { WebSocket } = require(${JSON.stringify(createRequire(import.meta.url).resolve('ws'))})
const page = new URL(process.argv.find(arg => arg.startsWith('--app=')).slice(6))
const address = new URL(/url=([^"]+)/.exec(readFileSync(page, 'utf8'))[1])
const socket = new WebSocket('ws://' + address.host + '/rpc' + address.search, { origin: address.origin })
socket.on('open', () => {
  writeFileSync(process.env.BROWSER_SEEN, JSON.stringify({ pid: process.pid, args: process.argv.slice(2), address: address.href }))
  setInterval(() => existsSync(process.env.BROWSER_SEEN) || process.exit(), 20)
})
`

describe.skipIf(process.platform === 'win32')('a browser host with a window', () => {
  async function windowed() {
    const program = join(folder, 'browser')
    const seenAt = join(folder, 'seen.json')
    await writeFile(program, browserProgram, { mode: 0o755 })
    const environment = { DISPLAY: ':0', TICKETCD_BROWSER: program, BROWSER_SEEN: seenAt }
    const started = host(environment, '--data-dir', join(folder, 'till'), '--endpoints', nowhere)
    const seen = await vi.waitFor(
      async () => JSON.parse(await readFile(seenAt, 'utf8')) as BrowserSeen,
      20_000,
    )
    return { ...started, seen, closeWindow: () => rm(seenAt) }
  }

  interface BrowserSeen {
    pid: number
    args: string[]
    address: string
  }

  it('opens it in a profile of its own, and tells the token to nobody else', async () => {
    const { seen } = await windowed()
    const profile = join(folder, 'till', 'browser')
    expect(seen.args).toEqual(expect.arrayContaining([`--user-data-dir=${profile}`, '--no-first-run']))
    expect(seen.args.join(' ')).not.toContain(String(new URL(seen.address).searchParams.get('token')))
    expect((await stat(join(profile, 'open.html'))).mode & 0o077).toBe(0)
  })

  it('ends with the window', async () => {
    const { ended, closeWindow } = await windowed()
    await closeWindow()
    expect(await ended).toEqual({ code: 0, stderr: '' })
  })

  it('takes the window along when it ends', async () => {
    const { child, ended, seen } = await windowed()
    child.kill('SIGINT')
    expect(await ended).toMatchObject({ code: 0 })
    await vi.waitFor(() => expect(() => process.kill(seen.pid, 0)).toThrow(/ESRCH/))
  })
})

describe('a browser host that cannot start', () => {
  it('names the port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as { port: number }
    const { ended } = headless('--port', String(port))
    const outcome = await ended
    other.close()
    expect(outcome).toEqual({
      code: 1,
      stderr: `Port ${port} is taken by another program: choose another one with --port.\n`,
    })
  })

  it('says that the data folder is none', async () => {
    const file = join(folder, 'till')
    await writeFile(file, '')
    expect(await headless().ended).toEqual({
      code: 1,
      stderr: `The data folder ${file} is not a folder: choose another one with --data-dir.\n`,
    })
  })

  it('shows what it takes when a flag is wrong', async () => {
    const { code, stderr } = await headless('--prot', '80').ended
    expect(code).toBe(2)
    expect(stderr).toMatch(/^Unknown option '--prot'\.\nnpm start -- \[flags\]\n/)
  })
})
