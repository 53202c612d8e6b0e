import { once } from 'node:events'
import { type IncomingHttpHeaders, request } from 'node:http'
import { connect, createServer } from 'node:net'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { os } from '@orpc/server'
import pino from 'pino'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type ClientOptions, WebSocket } from 'ws'
import { z } from 'zod'
import type { PageFile } from '../hosting/page-files'
import { ecsOptions } from '../logging/ecs'
import { servePages } from '../router/serve'
import { type BrowserHost, PortTaken, startBrowserHost } from '.'

const file = (text: string): PageFile => ({
  contentType: 'text/html; charset=utf-8',
  cacheControl: 'no-store',
  read: async () => Buffer.from(text),
})

const router = { greet: os.input(z.string()).handler(({ input }) => `hello ${input}`) }

let host: BrowserHost
let logged = ''
let openPages = 0

async function start(overrides: { port?: number; pingEveryMs?: number } = {}) {
  const log = pino(ecsOptions({ name: 'box-office', version: '1' }, 'info'), {
    write: line => (logged += line),
  })
  const openPage = () => {
    openPages++
    return { close: () => openPages-- }
  }
  return startBrowserHost({
    port: 0,
    files: new Map([
      ['/', file('the page')],
      ['/broken.js', { ...file(''), read: () => Promise.reject(new Error('disk on fire')) }],
    ]),
    servePage: servePages({ router, openPage }, log),
    log,
    ...overrides,
  })
}

beforeEach(async () => {
  logged = ''
  openPages = 0
  host = await start()
})
afterEach(() => host.close())

const address = () => new URL(host.address)
const token = () => address().searchParams.get('token') ?? ''
const origin = () => address().origin

/** One request, with exactly the path and headers given. */
async function ask(path: string, headers: IncomingHttpHeaders = {}, method = 'GET') {
  const asked = request({ host: '127.0.0.1', port: address().port, path, method, headers })
  asked.end()
  const [response] = await once(asked, 'response')
  let body = ''
  for await (const chunk of response) body += chunk
  return { status: response.statusCode as number, headers: response.headers as IncomingHttpHeaders, body }
}

/** Opens a socket as a page would; resolves with it, or with the status it was refused with. */
async function dial(path = `/rpc?token=${token()}`, options: ClientOptions = { origin: origin() }) {
  const socket = new WebSocket(`ws://127.0.0.1:${address().port}${path}`, options)
  socket.binaryType = 'arraybuffer'
  return new Promise<WebSocket | number>((resolve, reject) => {
    socket.once('open', () => resolve(socket))
    socket.once('unexpected-response', (_request, response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    socket.once('error', reject)
  })
}

async function dialed(...options: Parameters<typeof dial>): Promise<WebSocket> {
  const socket = await dial(...options)
  if (typeof socket === 'number') throw new Error(`turned away with ${socket}`)
  return socket
}

describe('the browser host', () => {
  it('serves the page with everything forbidden that it does not need', async () => {
    const { status, headers, body } = await ask('/?token=whatever')
    expect({ status, body }).toEqual({ status: 200, body: 'the page' })
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    })
    const policy = String(headers['content-security-policy'])
    expect(policy).toMatch(/^default-src 'none'; /)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe|\*|https?:/)
  })

  it.each([
    '/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/host.js',
    '//etc/passwd',
    '/index',
    '/rpc',
    '*',
  ])('has nothing at %s, and forbids as much there', async path => {
    const { status, headers, body } = await ask(path)
    expect({ status, body }).toEqual({ status: 404, body: '' })
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'/)
  })

  it('answers HEAD without a body, and nothing that would change something', async () => {
    expect(await ask('/', {}, 'HEAD')).toMatchObject({
      status: 200,
      body: '',
      headers: { 'content-length': '8' },
    })
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
      expect(await ask('/', {}, method)).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } })
  })

  it('says nothing of why a file cannot be read', async () => {
    expect(await ask('/broken.js')).toMatchObject({ status: 500, body: '' })
    expect(logged).toContain('disk on fire')
  })

  it('is reached by its own names only', async () => {
    const { port } = address()
    for (const name of [`127.0.0.1:${port}`, `localhost:${port}`])
      expect(await ask('/', { host: name })).toMatchObject({ status: 200 })
    for (const name of ['127.0.0.1', 'localhost:1', `evil.example:${port}`, `127.0.0.1.evil.example:${port}`])
      expect(await ask('/', { host: name })).toMatchObject({ status: 403, body: '' })
    expect(await ask('/', { origin: 'https://evil.example' })).toMatchObject({ status: 403 })
    expect(await ask('/', { origin: 'null' })).toMatchObject({ status: 403 })
    expect(await ask('/', { origin: origin() })).toMatchObject({ status: 200 })
  })

  it('is not reached by those who do not say what they want', async () => {
    const socket = connect(Number(address().port), '127.0.0.1')
    socket.end('GET / HTTP/1.0\r\n\r\n')
    const [answer] = await once(socket, 'data')
    expect(String(answer)).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n/)
  })

  it.runIf(process.platform === 'linux')('listens on this computer alone', async () => {
    const socket = connect({ host: '127.0.0.2', port: Number(address().port) })
    const [error] = await once(socket, 'error')
    expect(error).toMatchObject({ code: 'ECONNREFUSED' })
  })

  it('names a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as { port: number }
    const failure: unknown = await start({ port }).catch((error: unknown) => error)
    other.close()
    expect(failure).toBeInstanceOf(PortTaken)
    expect(failure).toHaveProperty(
      'message',
      `Port ${port} is taken by another program: choose another one with --port.`,
    )
  })
})

describe('a connection to the router', () => {
  it('is for a page of ours that knows the token', async () => {
    const socket = await dialed()
    const client: { greet(name: string): Promise<string> } = createORPCClient(
      new RPCLink({ websocket: socket as never }),
    )
    expect(await client.greet('ada')).toBe('hello ada')
    expect(openPages).toBe(1)
    socket.close()
    await vi.waitFor(() => expect(openPages).toBe(0))
  })

  it('has a token of 256 bits, another one each start', async () => {
    const other = await start()
    expect(Buffer.from(token(), 'base64url')).toHaveLength(32)
    expect(new URL(other.address).searchParams.get('token')).not.toBe(token())
    await other.close()
  })

  it.each([
    ['without a token', '/rpc'],
    ['with an empty token', '/rpc?token='],
    ['with a wrong token', '/rpc?token=x'],
    ['with a token of the right length', `/rpc?token=${'A'.repeat(43)}`],
  ])('is refused %s', async (_what, path) => {
    expect(await dial(path)).toBe(403)
    expect(logged).toContain('wrong-token')
  })

  it('is refused to another origin, and to none', async () => {
    const path = `/rpc?token=${token()}`
    const { port } = address()
    for (const given of [
      'https://evil.example',
      'null',
      `http://localhost:${port}`,
      `https://127.0.0.1:${port}`,
    ])
      expect(await dial(path, { origin: given })).toBe(403)
    expect(await dial(path, {})).toBe(403)
    expect(logged).not.toContain(token())
  })

  it('is refused under another name, even to an origin that agrees', async () => {
    const name = `evil.example:${address().port}`
    expect(await dial(`/rpc?token=${token()}`, { origin: `http://${name}`, headers: { host: name } })).toBe(
      403,
    )
    expect(logged).toContain('wrong-host')
  })

  it('is there at its one address', async () => {
    expect(await dial(`/?token=${token()}`)).toBe(404)
    expect(await dial(`/rpc/x?token=${token()}`)).toBe(404)
    expect(openPages).toBe(0)
  })

  it('ends over a message of 10 MB, and the host goes on', async () => {
    const socket = await dialed()
    socket.send('x'.repeat(10_000_000))
    const [code] = await once(socket, 'close')
    expect(code).toBe(1009)
    await vi.waitFor(() => expect(openPages).toBe(0))
    expect(await ask('/')).toMatchObject({ status: 200 })
  })

  it('ends when the page falls silent', async () => {
    await host.close()
    host = await start({ pingEveryMs: 20 })
    const silent = await dialed(undefined, { origin: origin(), autoPong: false })
    const alive = await dialed()
    await once(silent, 'close')
    await vi.waitFor(() => expect(openPages).toBe(1))
    expect(alive.readyState).toBe(WebSocket.OPEN)
  })

  it('ends with the host', async () => {
    const socket = await dialed()
    const ended = once(socket, 'close')
    await host.close()
    await ended
    expect(openPages).toBe(0)
    host = await start()
  })

  it('survives one who hangs up during the refusal', async () => {
    const socket = connect(Number(address().port), '127.0.0.1')
    socket.write('GET /rpc HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
    socket.resetAndDestroy()
    await once(socket, 'close')
    expect(await ask('/')).toMatchObject({ status: 200 })
  })
})

describe('the count of pages', () => {
  it('is empty only after a while without any', async () => {
    const first = await dialed()
    let gone = false
    const waiting = host.pages.gone(80).then(() => {
      gone = true
    })
    first.close()
    await once(first, 'close')
    // The page is loaded again: it comes back before the time is up.
    const second = await dialed()
    await new Promise(resolve => setTimeout(resolve, 120))
    expect(gone).toBe(false)
    second.close()
    await waiting
  })
})
