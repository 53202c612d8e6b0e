import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { runNode } from './child.mjs'
import { alone } from './lock.mjs'
import { inProject, StartFailure, say } from './project.mjs'

const sources = ['electron', 'shared', 'renderer', 'resources/demo']
const configurations = ['electron.vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.base.json']
const stampFile = inProject('out', '.built')

/** Builds the application, unless what was built last came from the sources as they are. */
export async function ensureBuilt() {
  if (isBuilt()) return
  await alone('build', async () => {
    if (isBuilt()) return
    const stamp = stampOfSources()
    say('Building.')
    const begun = performance.now()
    const status = await runNode([
      inProject('node_modules/electron-vite/bin/electron-vite.js'),
      'build',
      '--logLevel=error',
    ])
    if (status !== 0) throw new StartFailure('The application could not be built: see the messages above.')
    mkdirSync(inProject('out'), { recursive: true })
    writeFileSync(stampFile, stamp)
    say(`Built in ${((performance.now() - begun) / 1000).toFixed(1)} s.`)
  })
}

function isBuilt() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stampOfSources()
}

/** Changes whenever a source was added, removed, or written. */
function stampOfSources() {
  const hash = createHash('sha256')
  for (const path of [...configurations, ...sources.flatMap(filesUnder)].sort()) {
    const { size, mtime } = statSync(inProject(path))
    hash.update(`${path} ${size} ${mtime.getTime()}\n`)
  }
  return hash.digest('hex')
}

function filesUnder(folder) {
  if (!existsSync(inProject(folder))) return []
  return readdirSync(inProject(folder), { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map(entry => `${entry.parentPath}/${entry.name}`.slice(inProject().length + 1))
}
