import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type ClaimOutcome,
  claimDataFolder,
  DataFolderFailure,
  readRunning,
  readTerminalId,
  writeTerminalId,
} from '.'
import { ClaimFiles } from './claim-files'
import { dataFolderFailure } from './failure'

const run = promisify(execFile)

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'ticketcd data '))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

async function owned(outcome: ClaimOutcome | Promise<ClaimOutcome>) {
  const claim = await outcome
  if (claim.outcome !== 'owned') throw new Error(`process ${claim.holder.pid} has the folder`)
  return claim.folder
}

async function taken(outcome: ClaimOutcome | Promise<ClaimOutcome>) {
  const claim = await outcome
  if (claim.outcome !== 'taken') throw new Error('nobody had the folder')
  return claim
}

/** Leaves the claim of a process behind that has our pid, but not our start: one that ended long ago. */
async function leaveStaleClaim(number = 3) {
  await mkdir(join(dataDir, 'claims'), { recursive: true })
  const holder = { pid: process.pid, startedAt: 'before the flood' }
  await writeFile(join(dataDir, 'claims', String(number).padStart(8, '0')), JSON.stringify({ holder }))
  await writeFile(
    join(dataDir, 'run.json'),
    JSON.stringify({ v: 1, ...holder, host: 'browser', address: 'http://old' }),
  )
}

describe('a claim on a data folder', () => {
  it('is refused to the second, who learns where the first is found', async () => {
    const first = await owned(claimDataFolder(dataDir, 'browser'))
    const second = await taken(claimDataFolder(dataDir, 'browser'))
    const found = second.found(5_000)
    await first.publish({ address: 'http://127.0.0.1:4711/?token=x' })
    expect(await found).toMatchObject({ pid: process.pid, address: 'http://127.0.0.1:4711/?token=x' })
    const withCluster = second.found(5_000, 'endpoints')
    await first.publish({ endpoints: ['http://127.0.0.1:2379'] })
    expect(await withCluster).toMatchObject({ endpoints: ['http://127.0.0.1:2379'] })
    expect(await readRunning(dataDir)).toMatchObject({
      address: 'http://127.0.0.1:4711/?token=x',
      endpoints: ['http://127.0.0.1:2379'],
    })
  })

  it('tells the latest, however quickly one follows the other', async () => {
    const folder = await owned(claimDataFolder(dataDir, 'browser'))
    for (let round = 0; round < 10; round++) {
      const addresses = Array.from({ length: 8 }, (_, n) => `http://127.0.0.1:${round * 8 + n}/`)
      await Promise.all(addresses.map(address => folder.publish({ address })))
      expect((await readRunning(dataDir))?.address).toBe(addresses.at(-1))
    }
    const last = folder.publish({ address: 'http://127.0.0.1:99/' })
    await Promise.all([last, folder.release()])
    expect(await readRunning(dataDir)).toBeUndefined()
  })

  it('does not wait for an address that a desktop never has', async () => {
    await owned(claimDataFolder(dataDir, 'desktop'))
    const second = await taken(claimDataFolder(dataDir, 'browser'))
    expect(await second.found(5_000)).toMatchObject({ host: 'desktop' })
  })

  it('gives up waiting for a start that hangs', async () => {
    await owned(claimDataFolder(dataDir, 'browser'))
    expect(await (await taken(claimDataFolder(dataDir, 'browser'))).found(60)).toBe('silent')
  })

  it.skipIf(process.platform === 'win32')('keeps the token to the owner', async () => {
    const folder = await owned(claimDataFolder(join(dataDir, 'new'), 'browser'))
    await folder.publish({ address: 'http://127.0.0.1:1/?token=secret' })
    expect((await stat(join(dataDir, 'new', 'run.json'))).mode & 0o077).toBe(0)
    expect((await stat(join(dataDir, 'new'))).mode & 0o077).toBe(0)
  })

  it('is free again after it was released', async () => {
    const first = await owned(claimDataFolder(dataDir, 'browser'))
    await first.release()
    expect(await readRunning(dataDir)).toBeUndefined()
    await owned(claimDataFolder(dataDir, 'desktop'))
  })

  it('takes over from a process that ended, even when its pid is used again', async () => {
    await leaveStaleClaim()
    expect(await readRunning(dataDir)).toBeUndefined()
    await owned(claimDataFolder(dataDir, 'browser'))
    expect(await readRunning(dataDir)).toMatchObject({ pid: process.pid })
  })

  it('takes over a claim that was cut off in the writing', async () => {
    await mkdir(join(dataDir, 'claims'))
    await writeFile(join(dataDir, 'claims', '00000007'), '{"holder":{"pi')
    await owned(claimDataFolder(dataDir, 'browser'))
  })

  it('is won by exactly one of many who take over at once', async () => {
    for (let round = 1; round <= 10; round++) {
      await leaveStaleClaim(round * 100)
      const outcomes = await Promise.all(Array.from({ length: 8 }, () => claimDataFolder(dataDir, 'browser')))
      const winners = outcomes.filter(each => each.outcome === 'owned')
      expect(winners).toHaveLength(1)
      await Promise.all(winners.map(winner => winner.folder.release()))
    }
  }, 30_000)

  it('is never held by two while many take it and give it back', async () => {
    let holders = 0
    let turns = 0
    const contend = async () => {
      while (turns < 40) {
        const claim = await claimDataFolder(dataDir, 'browser')
        if (claim.outcome === 'taken') continue
        turns++
        holders++
        expect(holders).toBe(1)
        await new Promise(setImmediate)
        holders--
        await claim.folder.release()
      }
    }
    await Promise.all(Array.from({ length: 6 }, contend))
    expect(turns).toBeGreaterThanOrEqual(40)
  }, 30_000)

  it('is not won by a slow one with a number that others have left behind', async () => {
    const [slow, quick] = [
      { pid: 1, startedAt: 'slow' },
      { pid: 2, startedAt: 'quick' },
    ]
    const claims = await ClaimFiles.in(dataDir)
    expect(await claims.take(13, quick)).toBe(true)
    expect(await claims.take(12, slow)).toBe(false)
    expect(await claims.highest()).toEqual({ number: 13, holder: quick })
    await claims.giveBack(13)
    // Still the highest: were it gone, one who saw it and one who did not could both win, with 14 and with 1.
    expect(await claims.highest()).toEqual({ number: 13 })
    expect(await claims.take(12, slow)).toBe(false)
    expect(await readdir(join(dataDir, 'claims'))).toEqual(['00000013'])
  })

  it('is won by exactly one of several processes, and survives none of them', async () => {
    await leaveStaleClaim()
    const script = `
      const { claimDataFolder } = await import('./electron/data-folder/index.ts')
      const { outcome } = await claimDataFolder(process.argv[1], 'browser')
      console.log(outcome)
      if (outcome === 'owned') process.stdin.resume()
    `
    const children = Array.from({ length: 4 }, () =>
      run(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script, dataDir]),
    )
    const firstWords = children.map(
      ({ child }) =>
        new Promise<string>(resolve => child.stdout?.once('data', data => resolve(String(data).trim()))),
    )
    expect((await Promise.all(firstWords)).sort()).toEqual(['owned', 'taken', 'taken', 'taken'])
    // Only the winner still waits; killed without a chance to give the folder back.
    for (const { child } of children) child.kill('SIGKILL')
    await Promise.allSettled(children)
    await owned(claimDataFolder(dataDir, 'browser'))
  }, 30_000)
})

describe('a data folder that cannot be used', () => {
  const failure = (path: string) => claimDataFolder(path, 'browser').catch((error: unknown) => error)

  it('is told to be a file', async () => {
    const file = join(dataDir, 'file')
    await writeFile(file, '')
    for (const path of [file, join(file, 'below')]) {
      const error = await failure(path)
      expect(error).toBeInstanceOf(DataFolderFailure)
      expect(error).toHaveProperty(
        'message',
        `The data folder ${path} is not a folder: choose another one with --data-dir.`,
      )
    }
  })

  it.skipIf(process.platform === 'win32')('is told not to be writable', async () => {
    const closed = join(dataDir, 'closed')
    await mkdir(closed, { mode: 0o755 })
    // Rights do not bind root, so root's turn is taken by a child that is nobody.
    const isRoot = process.getuid?.() === 0
    await chmod(dataDir, 0o755)
    await chmod(closed, 0o555)
    if (isRoot) await chown(closed, 0, 0)
    const script = `
      const { claimDataFolder } = await import('./electron/data-folder/index.ts')
      if (process.getuid() === 0) { process.setgid(65534); process.setuid(65534) }
      await claimDataFolder(process.argv[1], 'browser').catch(error => console.log(error.message))
    `
    const { stdout } = await run(process.execPath, [
      '--import',
      'tsx',
      '--input-type=module',
      '-e',
      script,
      closed,
    ])
    expect(stdout).toMatch(
      /^The data folder .* cannot be written by \w+: choose another one with --data-dir\.\n$/,
    )
  })

  it.runIf(existsSync('/dev/full'))('is told to be on a full disk', async () => {
    const error: unknown = await writeFile('/dev/full', 'x').catch((reason: unknown) => reason)
    expect(dataFolderFailure('/till', error).message).toBe(
      'The disk that holds the data folder /till is full: make room, then start again.',
    )
  })
})

describe('the terminal’s id', () => {
  it('is not there before the first start, and stays afterwards', async () => {
    expect(await readTerminalId(dataDir)).toBeUndefined()
    await writeTerminalId(dataDir, 'T03')
    expect(await readTerminalId(dataDir)).toBe('T03')
    expect(JSON.parse(await readFile(join(dataDir, 'terminal.json'), 'utf8'))).toEqual({
      v: 1,
      terminalId: 'T03',
    })
  })

  it.each(['', '{"v":1}', '{"v":2,"terminalId":"T03"}', '{"v":1,"terminalId":"T 03"}', 'null'])(
    'is not drawn anew over a file that says %j',
    async text => {
      await writeFile(join(dataDir, 'terminal.json'), text)
      await expect(readTerminalId(dataDir)).rejects.toThrow(/terminal\.json cannot be read: restore it/)
    },
  )
})
