import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type LogOptions, openLog } from '.'
import { redactText } from './redact'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'ticketcd-log-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const failures: Error[] = []
const open = (options: Partial<LogOptions> = {}) =>
  openLog({
    dataDir,
    service: { name: 'box-office', version: '1.2.3' },
    onFailure: error => failures.push(error),
    ...options,
  })

const files = async () => (await readdir(join(dataDir, 'logs'))).sort()

async function lines(): Promise<Record<string, unknown>[]> {
  const texts = await Promise.all((await files()).map(name => readFile(join(dataDir, 'logs', name), 'utf8')))
  return texts
    .join('')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>)
}

/** Logs once and reads the line back. */
async function written(write: (log: Awaited<ReturnType<typeof open>>['log']) => void) {
  const { log, close } = await open()
  write(log)
  await close()
  const [line] = await lines()
  return line
}

describe('the log', () => {
  it('writes one JSON line an event, with the names of ECS', async () => {
    const line = await written(log => log.info({ 'event.action': 'node-started' }, 'node n1 started'))
    expect(line).toMatchObject({
      'ecs.version': '8.17.0',
      'log.level': 'info',
      'service.name': 'box-office',
      'service.version': '1.2.3',
      'process.pid': process.pid,
      'event.action': 'node-started',
      message: 'node n1 started',
    })
    expect(new Date(String(line?.['@timestamp'])).toISOString()).toBe(line?.['@timestamp'])
  })

  it('spreads an error over error.*, with its cause', async () => {
    const cause = Object.assign(new Error('connect refused'), { code: 'ECONNREFUSED' })
    const line = await written(log => log.error({ error: new TypeError('no answer', { cause }) }, 'gave up'))
    expect(line).toMatchObject({
      'error.type': 'TypeError',
      'error.message': 'no answer',
      message: 'gave up',
    })
    expect(line?.['error.stack_trace']).toMatch(/logging\.test\.ts[\s\S]*caused by: Error: connect refused/)
    expect(line).not.toHaveProperty('error')
  })

  it('takes what was thrown, under either name', async () => {
    expect(await written(log => log.error({ err: new Error('no answer') }, 'gave up'))).toMatchObject({
      'error.message': 'no answer',
      message: 'gave up',
    })
    expect(await written(log => log.error({ error: 'not even an Error' }, 'gave up twice'))).toBeDefined()
    expect((await lines()).at(-1)).toMatchObject({ error: 'not even an Error' })
  })

  it('takes an error alone, with its code', async () => {
    const error = Object.assign(new Error('disk full'), { code: 'ENOSPC' })
    expect(await written(log => log.error(error))).toMatchObject({
      message: 'disk full',
      'error.message': 'disk full',
      'error.code': 'ENOSPC',
    })
  })

  it.skipIf(process.platform === 'win32')('can be read by its owner only', async () => {
    await written(log => log.info('x'))
    const { mode } = await stat(join(dataDir, 'logs', 'box-office.1.log'))
    expect(mode & 0o077).toBe(0)
  })

  it('starts a new file when one is full, and keeps only so many', async () => {
    const { log, close } = await open({ rotation: { size: '2k', keep: 2 } })
    const onDisk = async (n: number) => expect((await lines()).some(line => line.n === n)).toBe(true)
    for (let n = 1; n <= 30; n++) {
      log.info({ n }, 'x'.repeat(300))
      await vi.waitFor(() => onDisk(n), { interval: 1 })
    }
    await close()
    await vi.waitFor(async () => expect(await files()).toHaveLength(3))
    expect(await files()).not.toContain('box-office.1.log')
    await onDisk(30)
  })

  it('goes on in the same file after a restart', async () => {
    await written(log => log.info('first run'))
    await written(log => log.info('second run'))
    expect((await lines()).map(line => line.message)).toEqual(['first run', 'second run'])
  })

  it('drops what is logged after it was closed', async () => {
    const { log, close } = await open()
    log.info('kept')
    await close()
    log.info('dropped')
    await close()
    expect((await lines()).map(line => line.message)).toEqual(['kept'])
  })

  it.runIf(existsSync('/dev/full'))(
    'says once that the disk is full, and lets the application go on',
    async () => {
      await mkdir(join(dataDir, 'logs'))
      await symlink('/dev/full', join(dataDir, 'logs', 'box-office.1.log'))
      const { log, close } = await open()
      log.info('one')
      await vi.waitFor(() => expect(failures).toHaveLength(1))
      log.info('two')
      await close()
      expect(failures).toMatchObject([{ code: 'ENOSPC' }])
    },
  )

  it('says why it cannot be opened', async () => {
    await writeFile(join(dataDir, 'logs'), 'not a folder')
    await expect(open()).rejects.toThrow(/EEXIST|ENOTDIR/)
  })
})

describe('redaction', () => {
  it.each([
    [{ password: 'opera' }],
    [{ user: { passwordHash: '$2b$10$opera' } }],
    [{ people: [{ pin: 'opera' }] }],
    [{ 'http.request.headers': { Authorization: 'opera', cookie: 'opera' } }],
    [{ url: 'http://127.0.0.1:1/?token=opera&x=1' }],
    [{ url: 'http://admin:opera@10.0.0.1:2379' }],
    [{ stored: '$argon2id$v=19$m=19456,t=2,p=1$opera$opera' }],
    [{ error: new Error('GET /rpc?token=opera failed') }],
    [{ answer: JSON.parse('{"__proto__":{"secret":"opera"}}') as unknown }],
  ])('keeps the secret of %j off the disk', async fields => {
    const line = await written(log => log.info(fields, 'signed in with token=opera'))
    expect(JSON.stringify(line)).toContain('[redacted]')
    expect(JSON.stringify(line)).not.toContain('opera')
  })

  it('covers what a child log carries', async () => {
    const line = await written(log => log.child({ session: { token: 'opera' } }).info('hello'))
    expect(line).toMatchObject({ session: { token: '[redacted]' }, message: 'hello' })
  })

  it('leaves words alone that only look like secrets', async () => {
    const fields = { spinning: 1, tokenizer: 'etcd', hashed: true, url: 'http://127.0.0.1/?page=2' }
    expect(await written(log => log.info(fields, 'the token was wrong'))).toMatchObject({
      ...fields,
      message: 'the token was wrong',
    })
    expect(redactText('token=a, secret=b')).toBe('token=[redacted] secret=[redacted]')
  })
})
