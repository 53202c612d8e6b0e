import { once } from 'node:events'
import { createServer } from 'node:http'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { ScratchClone } from './scratch-clone.mjs'

// Each start is two or three processes, and a machine may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

/** @type {ScratchClone} */
let started
/** @type {ScratchClone} */
let clone

beforeAll(async () => {
  started = ScratchClone.fresh()
  await started.start(['--headless'])
})
afterAll(() => started[Symbol.dispose]())

/** A clone in which everything was installed and built. */
beforeEach(() => {
  clone = started.copy()
})
afterEach(() => clone[Symbol.dispose]())

describe('npm start on a fresh clone', () => {
  beforeEach(() => {
    clone[Symbol.dispose]()
    clone = ScratchClone.fresh()
  })

  it('installs, builds and runs the host, which has stdout to itself', async () => {
    const { status, stdout, stderr } = await clone.start(['--headless', '--port', '0'])
    expect(stdout).toBe('["--headless","--port","0"]\n')
    expect(status).toBe(0)
    expect(clone.calls()).toEqual(['install', 'build'])
    expect(stderr).toMatch(/Installing packages\..*npm talks.*Building\..*the builder talks/s)
  })

  it('installs and builds once for two that start at the same time', async () => {
    const outcomes = await Promise.all([clone.start(['--headless']), clone.start(['--headless'])])
    expect(outcomes.map(({ status }) => status)).toEqual([0, 0])
    expect(clone.calls()).toEqual(['install', 'build'])
  })

  it('says that the packages could not be installed, and tries again the next time', async () => {
    const { status, stdout, stderr } = await clone.start(['--headless'], { INSTALL_FAILS: '1' })
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toContain('The packages could not be installed')
    expect((await clone.start(['--headless'])).status).toBe(0)
  })
})

describe('npm start', () => {
  it('does neither again when nothing changed', async () => {
    const { stdout, stderr } = await clone.start(['--headless'])
    expect(stdout).toBe('["--headless"]\n')
    expect(stderr).toBe('')
    expect(clone.calls()).toEqual(['install', 'build'])
  })

  it.each(['electron/host.ts', 'renderer/app/new.tsx', 'shared/domain/money.ts', 'electron.vite.config.ts'])(
    'builds again, and only that, when %s changed',
    async path => {
      clone.write(path, 'something new')
      await clone.start(['--headless'])
      expect(clone.calls()).toEqual(['install', 'build', 'build'])
    },
  )

  it('does not build for a test that changed', async () => {
    clone.write('electron/host.test.ts', 'something new')
    await clone.start(['--headless'])
    expect(clone.calls()).toEqual(['install', 'build'])
  })

  it('installs again when the lock file names something else', async () => {
    clone.lock('1.0.1')
    await clone.start(['--headless'])
    expect(clone.calls()).toEqual(['install', 'build', 'install', 'build'])
  })

  it('says that the build failed, and does not run what an earlier one left', async () => {
    clone.write('electron/host.ts', 'something broken')
    const { status, stdout, stderr } = await clone.start(['--headless'], { BUILD_FAILS: '1' })
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toContain('The application could not be built')
  })

  it("ends with the host's status", async () => {
    expect((await clone.start(['--headless'], { HOST_STATUS: '7' })).status).toBe(7)
  })

  it('ends when it is told to', async () => {
    const child = clone.spawn(['--headless', '--stay'])
    await once(child.stdout, 'data')
    child.kill('SIGTERM')
    const [said] = await once(child.stdout, 'data')
    expect(String(said)).toBe('told to end\n')
    expect(await once(child, 'close')).toEqual([0, null])
  })

  it.skipIf(process.platform === 'win32')(
    'ends when npm is told to, whose shell keeps that to itself',
    async () => {
      const shell = clone.spawnInShell(['--headless', '--stay'])
      await once(shell.stdout, 'data')
      shell.kill('SIGTERM')
      const [said] = await once(shell.stdout, 'data')
      expect(String(said)).toBe('told to end\n')
      await once(shell.stdout, 'close')
    },
  )
})

// Electron is a shell script here, and only Linux has a start without a display.
describe.skipIf(process.platform !== 'linux')('the runtime', () => {
  const withDisplay = { DISPLAY: ':99' }

  function putElectron(script) {
    clone.write('electron-dist/electron', `#!/bin/sh\n${script}\n`, 0o755)
    return { ...withDisplay, ELECTRON_OVERRIDE_DIST_PATH: clone.path('electron-dist') }
  }

  it('is Electron where it is, with the arguments and its status', async () => {
    const env = putElectron('echo "electron $*"; exit 5')
    const { status, stdout } = await clone.start(['--demo'], env)
    const sandbox = process.getuid() === 0 ? '--no-sandbox ' : ''
    expect(stdout).toBe(`electron ${sandbox}${clone.path('out/main/main.js')} --demo\n`)
    expect(status).toBe(5)
  })

  it('is the browser host without a window, wherever Electron is', async () => {
    const { stdout } = await clone.start(['--headless'], putElectron('echo electron'))
    expect(stdout).toBe('["--headless"]\n')
  })

  it('is the browser host where there is no display', async () => {
    const { DISPLAY: _, ...env } = putElectron('echo electron')
    expect((await clone.start([], env)).stdout).toBe('[]\n')
  })

  it('is the browser host when Electron lacks a library', async () => {
    const { stdout, stderr } = await clone.start([], putElectron('exit 127'))
    expect(stdout).toBe('[]\n')
    expect(stderr).toContain('Electron cannot be loaded on this system')
  })

  it('is asked for once a day where its source cannot be reached, and then says so', async () => {
    const env = { ...withDisplay, ELECTRON_MIRROR: 'http://127.0.0.1:9/' }
    const first = await clone.start([], env)
    expect(first.stdout).toBe('[]\n')
    expect(first.stderr).toMatch(/Electron cannot be had here \(127\.0\.0\.1:9 cannot be reached: \w+\)/)
    const second = await clone.start([], env)
    expect({ stdout: second.stdout, stderr: second.stderr }).toEqual({ stdout: '[]\n', stderr: '' })
    expect(clone.calls()).toEqual(['install', 'build'])
  })

  it('is asked for again when another source is named', async () => {
    const server = createServer((_request, response) => response.end()).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const env = { ...withDisplay, ELECTRON_MIRROR: `http://127.0.0.1:${server.address().port}/` }
    await clone.start([], { ...env, ELECTRON_MIRROR: 'http://127.0.0.1:9/' })
    const { stderr } = await clone.start([], env)
    expect(stderr).toContain('Electron cannot be had here (Error: 404)')
    await clone.start([], env)
    expect(clone.calls()).toEqual(['install', 'build', 'fetch-electron'])
    server.close()
  })
})
