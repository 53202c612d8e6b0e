import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { _electron as electron, expect } from '@playwright/test'
import { electronRuntime } from './electron-runtime'
import { flagsOf, type Till, type TillOptions } from './till'

const mainScript = join(import.meta.dirname, '..', '..', 'out', 'main', 'main.js')

/** Starts the built application on Electron's runtime. Its first window is there from the start. */
export async function startDesktopTill(dataDir: string, options: TillOptions): Promise<Till> {
  const executablePath = electronRuntime()
  if (!executablePath) throw new Error("Electron's runtime is not installed")
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const app = await electron.launch({
    executablePath,
    args: [...asRoot, mainScript, ...flagsOf(dataDir, options)],
  })
  const first = await app.firstWindow()
  let firstIsFree = true
  return {
    dataDir,
    endpoints: await endpointsIn(dataDir),
    pid: app.process().pid ?? 0,
    async openWindow() {
      if (firstIsFree) {
        firstIsFree = false
        return first
      }
      const opened = app.waitForEvent('window')
      await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('new-window')?.click())
      return opened
    },
    async stop() {
      if (app.process().exitCode === null && app.process().signalCode === null) await app.close()
    },
    async kill() {
      const ended = new Promise(resolve => app.process().once('exit', resolve))
      app.process().kill('SIGKILL')
      await ended
    },
  }
}

/** The running application says in its data folder where its cluster is. */
async function endpointsIn(dataDir: string): Promise<string[]> {
  let endpoints: string[] = []
  await expect(async () => {
    const record = JSON.parse(await readFile(join(dataDir, 'run.json'), 'utf8')) as { endpoints?: string[] }
    endpoints = record.endpoints ?? []
    expect(endpoints.length).toBeGreaterThan(0)
  }).toPass({ timeout: 60_000 })
  return endpoints
}
