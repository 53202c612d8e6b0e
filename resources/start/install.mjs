import { readFileSync } from 'node:fs'
import { run } from './child.mjs'
import { alone } from './lock.mjs'
import { inProject, StartFailure, say } from './project.mjs'

/** Installs the packages the lock file names, unless they are there. */
export async function ensurePackages() {
  if (packagesAreThere()) return
  await alone('install', async () => {
    if (packagesAreThere()) return
    say('Installing packages. The first time this takes about half a minute.')
    const begun = performance.now()
    const ticker = setInterval(() => say(`… installing packages, ${seconds(begun)} s`), 5_000)
    const status = await npm(['ci', '--no-audit', '--no-fund'])
    clearInterval(ticker)
    if (status !== 0) {
      throw new StartFailure('The packages could not be installed (npm ci failed): see what npm said above.')
    }
    say(`Installed packages in ${seconds(begun)} s.`)
  })
}

/**
 * Whether npm's own record of what it installed agrees with the lock file. npm writes that record last, so that an
 * interrupted install does not count. Packages for other platforms are optional and not there.
 */
export function packagesAreThere() {
  const wanted = readPackages(inProject('package-lock.json'))
  const installed = readPackages(inProject('node_modules', '.package-lock.json'))
  if (wanted === undefined || installed === undefined) return false
  return Object.entries(wanted).every(([path, entry]) => {
    const there = installed[path]
    return path === '' || (there ? sameVersion(there, entry) : entry.optional === true)
  })
}

const sameVersion = (left, right) => left.version === right.version && left.integrity === right.integrity

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}

/** npm as it runs us, or as the shell finds it. */
function npm(args) {
  const script = process.env.npm_execpath
  if (script?.endsWith('.js')) return run(process.execPath, [script, ...args])
  return run('npm', args, { shell: process.platform === 'win32' })
}

const seconds = begun => Math.round((performance.now() - begun) / 1000)
