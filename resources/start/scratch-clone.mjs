import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/**
 * A clone in a folder of its own, for tests: our start scripts, and stand-ins for what is slow. npm "installs" what
 * the lock file names and notes that it was called; so do the builder and Electron's installer.
 */
export class ScratchClone {
  folder = mkdtempSync(join(tmpdir(), 'scratch-clone-'))

  static fresh() {
    return new ScratchClone().fill()
  }

  /** Another clone with the same content, whatever was installed and built included. */
  copy() {
    const copy = new ScratchClone()
    cpSync(this.folder, copy.folder, { recursive: true, preserveTimestamps: true })
    return copy
  }

  fill() {
    cpSync(import.meta.dirname, this.path('resources/start'), { recursive: true })
    this.write('package.json', '{ "type": "module" }')
    for (const path of ['electron/host.ts', 'electron.vite.config.ts', 'tsconfig.base.json'])
      this.write(path, '')
    this.lock('1.0.0')
    this.write('npm.js', standInNpm)
    return this
  }

  path(...parts) {
    return join(this.folder, ...parts)
  }

  write(path, text, mode = 0o644) {
    mkdirSync(dirname(this.path(path)), { recursive: true })
    writeFileSync(this.path(path), text, { mode })
  }

  /** Has the lock file name another version of what is to be installed. */
  lock(version) {
    const packages = {
      '': {},
      'node_modules/thing': { version },
      'node_modules/thing-for-another-platform': { version, optional: true },
    }
    this.write('package-lock.json', JSON.stringify({ packages }))
  }

  /** What the stand-ins noted, one word a call. */
  calls() {
    return existsSync(this.path('calls')) ? readFileSync(this.path('calls'), 'utf8').trim().split('\n') : []
  }

  /** @returns {import('node:child_process').ChildProcess} */
  spawn(args, env = {}) {
    return spawn(process.execPath, [this.path('resources/start/start.mjs'), ...args], this.options(env))
  }

  /** As npm does it: in a shell, which does not pass on the signals it gets. */
  spawnInShell(args) {
    const command = [process.execPath, this.path('resources/start/start.mjs'), ...args].map(
      word => `"${word}"`,
    )
    const env = { npm_lifecycle_event: 'start' }
    return spawn('sh', ['-c', `${command.join(' ')}; true`], this.options(env))
  }

  options(env) {
    const { DISPLAY: _, WAYLAND_DISPLAY: __, ELECTRON_OVERRIDE_DIST_PATH: ___, ...own } = process.env
    return { env: { ...own, npm_lifecycle_event: '', npm_execpath: this.path('npm.js'), ...env } }
  }

  /** @returns {Promise<{ status: number, stdout: string, stderr: string }>} */
  async start(args = [], env = {}) {
    const child = this.spawn(args, env)
    const output = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr']) child[name].on('data', chunk => (output[name] += chunk))
    const status = await new Promise(resolve => child.once('close', resolve))
    return { status, ...output }
  }

  [Symbol.dispose]() {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** The host says how it was called, as JSON, and ends with the status it is told. */
const standInHost = `
if (process.argv.includes('--stay')) {
  setInterval(() => {}, 1000)
  process.on('SIGTERM', () => {
    console.log('told to end')
    process.exit(0)
  })
}
console.log(JSON.stringify(process.argv.slice(2)))
process.exitCode = Number(process.env.HOST_STATUS ?? 0)
`

const standInBuilder = `
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
appendFileSync('calls', 'build\\n')
console.log('the builder talks')
if (process.env.BUILD_FAILS) process.exit(1)
mkdirSync('out/main', { recursive: true })
writeFileSync('out/main/host.js', ${JSON.stringify(standInHost)})
`

const standInElectronInstaller = `
require('node:fs').appendFileSync('calls', 'fetch-electron\\n')
console.error('Error: 404')
process.exit(1)
`

const standInNpm = `
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
appendFileSync('calls', 'install\\n')
console.log('npm talks')
rmSync('node_modules', { recursive: true, force: true })
if (process.env.INSTALL_FAILS) process.exit(1)
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
delete packages['']
delete packages['node_modules/thing-for-another-platform']
mkdirSync('node_modules/electron-vite/bin', { recursive: true })
mkdirSync('node_modules/electron', { recursive: true })
writeFileSync('node_modules/electron-vite/package.json', '{ "type": "module" }')
writeFileSync('node_modules/electron-vite/bin/electron-vite.js', ${JSON.stringify(standInBuilder)})
writeFileSync('node_modules/electron/package.json', '{ "version": "45.4.1" }')
writeFileSync('node_modules/electron/install.js', ${JSON.stringify(standInElectronInstaller)})
writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages }))
`
