import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { capture } from './child.mjs'
import { say } from './project.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
const elsewhere = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
}

/**
 * Finds the browser for the end-to-end tests; on Debian, as root, installs it when there is none.
 *
 * @returns {Promise<string | undefined>} undefined when there is none; the command that installs it has been said.
 */
export async function ensureChromium() {
  return findChromium() ?? ((await installDebian('chromium')) ? findChromium() : undefined)
}

/** The same for the display that Electron's windows need where there is none. */
export async function ensureVirtualDisplay() {
  return (
    findProgram(['xvfb-run']) ??
    ((await installDebian('xvfb', 'xauth')) ? findProgram(['xvfb-run']) : undefined)
  )
}

function findChromium() {
  const named = process.env.TICKETCD_BROWSER
  if (named) return named
  return findProgram(names) ?? elsewhere[process.platform]?.find(existsSync)
}

function findProgram(candidates) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  return candidates.flatMap(name => folders.map(folder => join(folder, name))).find(existsSync)
}

async function installDebian(...packages) {
  const command = `apt-get install --no-install-recommends ${packages.join(' ')}`
  const onDebian = existsSync('/etc/debian_version')
  if (!onDebian || process.getuid() !== 0) {
    const how = onDebian ? `sudo ${command}` : 'Install it'
    say(`${packages[0]} is missing. ${how}, then run this again.`)
    return false
  }
  say(`Installing ${packages[0]} with apt-get.`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  // A list that is older than the mirror names files that are gone.
  await capture('apt-get', ['update'], { env })
  const { status, output } = await capture('apt-get', [...command.split(' ').slice(1), '--yes'], { env })
  if (status !== 0) say(`${command} failed: ${output.trim().split('\n').at(-1)}`)
  return status === 0
}
