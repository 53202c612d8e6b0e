import { pathToFileURL } from 'node:url'
import { ensureBuilt } from './build.mjs'
import { handOver } from './child.mjs'
import { ensurePackages } from './install.mjs'
import { isRunning } from './lock.mjs'
import { inProject, runScript, say } from './project.mjs'
import { findElectron } from './runtime.mjs'

/** A program that lacks a shared library ends so. */
const cannotBeLoaded = 127

/**
 * npm runs us in a shell that keeps signals to itself: that the shell is gone is the only sign that npm was told to
 * end. The application then ends as if it had been told itself.
 */
function endWithParent() {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent && isRunning(parent)) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, 250)
  timer.unref()
}

await runScript(async () => {
  if (process.env.npm_lifecycle_event) endWithParent()
  await ensurePackages()
  await ensureBuilt()
  const args = process.argv.slice(2)
  const electron = args.includes('--headless') ? undefined : await findElectron()
  if (electron) {
    const status = await handOver(electron.command, [
      ...electron.args,
      inProject('out/main/main.js'),
      ...args,
    ])
    if (status !== cannotBeLoaded) {
      process.exitCode = status
      return
    }
    say('Electron cannot be loaded on this system, so the application opens in a browser window instead.')
  }
  // In this very process: signals, exit status and stdout are then the host's own.
  await import(pathToFileURL(inProject('out/main/host.js')).href)
})
