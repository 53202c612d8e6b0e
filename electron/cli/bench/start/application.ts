import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { launchBrowser, press, shown } from './browser'
import type { Start } from './report'

const project = join(import.meta.dirname, '..', '..', '..', '..')

/** `npm start`, as typed where there is no display: it prints the address of its page. */
interface StartedApplication {
  address: string
  /** Ends it, and its cluster with it. */
  stop(): Promise<void>
}

/** @throws Error with what it said, when it ends without an address. */
async function startApplication(dataDir: string, ...flags: string[]): Promise<StartedApplication> {
  const { DISPLAY, WAYLAND_DISPLAY, ...env } = process.env
  const child = spawn('npm', ['start', '--', '--data-dir', dataDir, ...flags], {
    cwd: project,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const stop = () => end(child)
  try {
    return { address: await addressOf(child), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function addressOf(child: ChildProcess): Promise<string> {
  const { stdout, stderr } = child
  if (!stdout || !stderr) throw new Error('npm start was not asked for its output')
  let said = ''
  stderr.on('data', (bytes: Buffer) => {
    said += bytes.toString()
  })
  for await (const line of createInterface({ input: stdout })) if (/^http:\/\/\S+$/.test(line)) return line
  throw new Error(`npm start ended without an address: ${said}`)
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  // What npm runs holds its output until it has ended too, and with it the cluster.
  const ended = once(child, 'close')
  child.kill()
  await ended
}

/**
 * Starts the application of `dataDir`, opens the page in a new browser, signs in, and opens the event that is first in
 * the list, until its house is shown.
 */
export async function startToCounter(dataDir: string, ...flags: string[]): Promise<Start> {
  const startedAt = performance.now()
  const application = await startApplication(dataDir, ...flags)
  const addressAt = performance.now()
  try {
    const browser = await launchBrowser()
    try {
      const page = await browser.newPage()
      await page.goto(application.address)
      await press(page, 'button', 'Nora Keane')
      await press(page, '[role=option]', '')
      await shown(page, 'main', ' left')
      return { serverMs: addressAt - startedAt, pageMs: performance.now() - addressAt }
    } finally {
      await browser.close()
    }
  } finally {
    await application.stop()
  }
}
