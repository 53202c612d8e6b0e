import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ensureChromium } from './chromium.mjs'

let folder
let said

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chromium-'))
  vi.stubEnv('PATH', folder)
  vi.stubEnv('TICKETCD_BROWSER', undefined)
  said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
})
afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
})

const writeProgram = (name, ...lines) =>
  writeFileSync(join(folder, name), `#!/bin/sh\n${lines.join('\n')}\n`, { mode: 0o755 })

const onDebian = existsSync('/etc/debian_version')
const asRoot = process.getuid?.() === 0

describe.skipIf(process.platform !== 'linux')('the browser of the end-to-end tests', () => {
  it('is the one that is named, then one on the PATH', async () => {
    writeProgram('google-chrome')
    expect(await ensureChromium()).toBe(join(folder, 'google-chrome'))
    vi.stubEnv('TICKETCD_BROWSER', '/opt/browser')
    expect(await ensureChromium()).toBe('/opt/browser')
  })

  it.skipIf(!onDebian || !asRoot)('is installed by root on Debian, after the list was renewed', async () => {
    writeProgram(
      'apt-get',
      `echo "$*" >> '${folder}/calls'`,
      `case $1 in install) : > '${folder}/chromium' ;; esac`,
    )
    expect(await ensureChromium()).toBe(join(folder, 'chromium'))
    expect(readFileSync(join(folder, 'calls'), 'utf8')).toBe(
      'update\ninstall --no-install-recommends chromium --yes\n',
    )
  })

  it.skipIf(!onDebian || !asRoot)('is missed aloud when it cannot be installed', async () => {
    writeProgram('apt-get', 'case $1 in install) echo "E: no space left" >&2; exit 100 ;; esac')
    expect(await ensureChromium()).toBeUndefined()
    expect(said.mock.lastCall?.[0]).toBe(
      'apt-get install --no-install-recommends chromium failed: E: no space left\n',
    )
  })

  it('is asked for with the one command that installs it, where we may not', async () => {
    vi.spyOn(process, 'getuid').mockReturnValue(1000)
    expect(await ensureChromium()).toBeUndefined()
    const command = onDebian ? 'sudo apt-get install --no-install-recommends chromium' : 'Install it'
    expect(said.mock.lastCall?.[0]).toBe(`chromium is missing. ${command}, then run this again.\n`)
  })
})
