import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { quietLog } from '../../../testing/log'
import { obtainEtcd } from './index'
import { packRelease, serveReleases, writeEtcd, writeScript } from './stand-ins'

// Some start processes, and a machine may be busy.
vi.setConfig({ testTimeout: 60_000 })

let folder: string
let cacheDir: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'obtain-'))
  cacheDir = join(folder, 'cache')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const kept = () => (existsSync(join(cacheDir, 'etcd')) ? readdirSync(join(cacheDir, 'etcd')) : [])

/** Nothing on the PATH, no apt, and a server that nobody listens at, unless told. */
const obtain = (
  environment: NodeJS.ProcessEnv,
  options: Partial<Parameters<typeof obtainEtcd>[0]> = {},
): ReturnType<typeof obtainEtcd> => {
  const nowhere = { PATH: join(folder, 'empty'), TICKETCD_ETCD_MIRROR: 'http://127.0.0.1:9' }
  return obtainEtcd({ cacheDir, log: quietLog, environment: { ...nowhere, ...environment }, ...options })
}

// The stand-ins are shell scripts, which Windows does not run.
describe.skipIf(process.platform === 'win32')('obtaining etcd', () => {
  it('takes what ETCD_BIN names before anything else', async () => {
    const named = writeEtcd(join(folder, 'mine'), '3.5.30')
    writeEtcd(join(folder, 'path', 'etcd'), '3.6.12')
    const found = await obtain({ ETCD_BIN: named, PATH: join(folder, 'path') })
    expect(found).toEqual({ path: named, version: '3.5.30', belowFloor: false })
  })

  it('passes an ETCD_BIN that is too old, and takes the one on the PATH', async () => {
    const onPath = writeEtcd(join(folder, 'path', 'etcd'), '3.6.11')
    const named = writeEtcd(join(folder, 'mine'), '3.6.10')
    expect(await obtain({ ETCD_BIN: named, PATH: join(folder, 'path') })).toMatchObject({ path: onPath })
  })

  it('downloads the release, checks it, and finds it in the cache folder from then on', async () => {
    const { release, content } = packRelease(folder, '3.6.11')
    await using server = await serveReleases((_path, response) => response.end(content))
    const sentences: string[] = []
    const onProgress = (sentence: string) => sentences.push(sentence)
    const mirror = { TICKETCD_ETCD_MIRROR: `${server.url}/` }

    const found = await obtain(mirror, { release, onProgress })
    expect(found).toEqual({
      path: join(cacheDir, 'etcd', '3.6.11', 'etcd'),
      version: '3.6.11',
      belowFloor: false,
    })
    expect(server.requests).toEqual([`/v3.6.11/${release.fileName}`])
    expect(sentences[0]).toBe('Downloading etcd 3.6.11.')
    expect(sentences.at(-1)).toBe('Unpacking etcd 3.6.11.')

    expect(await obtain(mirror, { release })).toEqual(found)
    expect(server.requests).toHaveLength(1)
    expect(kept()).toEqual(['3.6.11'])
  })

  it('stops at an archive with a wrong sum, names both sums, and keeps nothing of it', async () => {
    const { release, content } = packRelease(folder, '3.6.11')
    await using server = await serveReleases((_path, response) => response.end(content))
    const wrong = '0'.repeat(64)
    const old = writeEtcd(join(folder, 'old'), '3.4.23')
    const outcome = obtain(
      { ETCD_BIN: old, TICKETCD_ETCD_MIRROR: server.url },
      { release: { ...release, sha256: wrong } },
    )
    await expect(outcome).rejects.toMatchObject({
      name: 'LocalClusterFailure',
      reason: 'checksum',
      message: expect.stringContaining(release.sha256),
    })
    await expect(outcome).rejects.toThrow(wrong)
    expect(kept()).toEqual([])
  })

  it('does not take a download that ends too early', async () => {
    const { release, content } = packRelease(folder, '3.6.11')
    await using server = await serveReleases((_path, response) => {
      response.writeHead(200, { 'content-length': content.length })
      response.write(content.subarray(0, content.length / 2), () => response.destroy())
    })
    await expect(obtain({ TICKETCD_ETCD_MIRROR: server.url }, { release })).rejects.toMatchObject({
      reason: 'etcd-missing',
      message: expect.stringMatching(/The official release: .+/),
    })
    expect(kept()).toEqual([])
  })

  it('leaves nothing that could be taken for an etcd when it is killed during the download', async () => {
    const { release, content } = packRelease(folder, '3.6.11')
    let stalled = () => {}
    const halfway = new Promise<void>(resolve => {
      stalled = resolve
    })
    await using stalling = await serveReleases((_path, response) => {
      response.writeHead(200, { 'content-length': content.length })
      response.write(content.subarray(0, content.length / 2), stalled)
    })
    const command = join(import.meta.dirname, '../../../testing/obtain-etcd.ts')
    const { ETCD_BIN: _, ...own } = process.env
    const child = spawn(process.execPath, ['--import', 'tsx', command], {
      env: { ...own, TICKETCD_CACHE_DIR: cacheDir, TICKETCD_ETCD_MIRROR: stalling.url },
    })
    await halfway
    await vi.waitFor(() => expect(kept()).toHaveLength(1), 10_000)
    child.kill('SIGKILL')
    await once(child, 'close')
    expect(kept()).toEqual([expect.stringMatching(/^draft-/)])

    await using whole = await serveReleases((_path, response) => response.end(content))
    const found = await obtain({ TICKETCD_ETCD_MIRROR: whole.url }, { release })
    expect(found.version).toBe('3.6.11')
    expect(kept()).toEqual(['3.6.11'])
  })

  it('serves two that obtain at the same time', async () => {
    const { release, content } = packRelease(folder, '3.6.11')
    await using server = await serveReleases((_path, response) => response.end(content))
    const both = [1, 2].map(() => obtain({ TICKETCD_ETCD_MIRROR: server.url }, { release }))
    const [first, second] = await Promise.all(both)
    expect(first).toEqual(second)
    expect(server.requests).toHaveLength(2)
    expect(kept()).toEqual(['3.6.11'])
  })

  it('replaces an etcd in the cache folder that no longer runs', async () => {
    const { release, content } = packRelease(folder, '3.6.11')
    writeScript(join(cacheDir, 'etcd', '3.6.11', 'etcd'), 'exit 1')
    await using server = await serveReleases((_path, response) => response.end(content))
    expect(await obtain({ TICKETCD_ETCD_MIRROR: server.url }, { release })).toMatchObject({
      version: '3.6.11',
    })
  })

  it('runs an old etcd with a warning when no better one can be had, and does not ask again for a day', async () => {
    const old = writeEtcd(join(folder, 'old'), '3.4.23')
    const { release } = packRelease(folder, '3.6.11')
    await using server = await serveReleases((_path, response) => response.writeHead(404).end())
    const warn = vi.fn()
    const log = { ...quietLog, warn }
    const environment = { ETCD_BIN: old, TICKETCD_ETCD_MIRROR: server.url }

    expect(await obtain(environment, { release, log })).toEqual({
      path: old,
      version: '3.4.23',
      belowFloor: true,
    })
    expect(warn.mock.lastCall?.[1]).toContain('etcd 3.4.23 serves for a demonstration')
    expect(warn.mock.lastCall?.[1]).toContain('the server answers 404')

    expect(await obtain(environment, { release, log })).toMatchObject({ belowFloor: true })
    expect(server.requests).toHaveLength(1)
    expect(warn).toHaveBeenCalledTimes(2)
  })

  it('says what was tried and what a person can do when there is none', async () => {
    const missing = join(folder, 'missing')
    await expect(obtain({ ETCD_BIN: missing })).rejects.toMatchObject({
      name: 'LocalClusterFailure',
      reason: 'etcd-missing',
      message: expect.stringMatching(
        /^No etcd was found.* ETCD_BIN: .*could not be run\. .*The official release: .*\. Install etcd 3\.5\.30/,
      ),
    })
  })
})

// apt-get and dpkg-deb are stand-ins too: they note how they were called, and "packages" are tar archives.
describe.skipIf(process.platform !== 'linux')("taking the distribution's package", () => {
  const calls = () => readFileSync(join(folder, 'calls'), 'utf8')
  let path: string

  function writeTools(
    versionFor: { sid?: string; own: string },
    indexTargets = 'echo "Debian $VERSION_CODENAME mirror:/debian/"',
  ) {
    const tools = join(folder, 'tools')
    for (const [suite, version] of Object.entries(versionFor)) {
      writeEtcd(join(folder, suite, 'usr', 'bin', 'etcd'), version)
    }
    writeScript(
      join(tools, 'apt-get'),
      '. /etc/os-release',
      `echo "apt-get $*" >> '${folder}/calls'`,
      'case "$*" in',
      `  indextargets*) ${indexTargets} ;;`,
      `  *--print-uris*) echo "'printed:/debian/dists/$VERSION_CODENAME/InRelease' name 0" ;;`,
      `  *sourcelist*download*) tar -cf etcd-server_1_all.deb -C '${folder}/sid' usr ;;`,
      `  *download*) tar -cf etcd-server_1_all.deb -C '${folder}/own' usr ;;`,
      // What the sources were is read before the draft folder goes.
      `  *update*) for word in $*; do case $word in Dir::Etc::sourcelist=*) cat "\${word#*=}" >> '${folder}/calls' ;; esac; done ;;`,
      'esac',
    )
    writeScript(join(tools, 'dpkg-deb'), 'case $1 in --extract) mkdir "$3" && tar -xf "$2" -C "$3" ;; esac')
    path = `${tools}:/usr/bin:/bin`
  }

  const obtainPackaged = () => obtain({ PATH: path })

  it("unpacks sid's, from this machine's mirror and signed by Debian", async () => {
    writeTools({ sid: '3.5.30', own: '3.4.23' })
    expect(await obtainPackaged()).toMatchObject({
      path: join(cacheDir, 'etcd', '3.5.30', 'etcd'),
      belowFloor: false,
    })
    expect(calls()).toContain(
      'deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] mirror:/debian/ sid main',
    )
    expect(kept()).toEqual(['3.5.30'])
  })

  it('reads the mirror from the configuration where the lists were deleted', async () => {
    writeTools({ sid: '3.5.30', own: '3.4.23' }, 'true')
    expect(await obtainPackaged()).toMatchObject({ version: '3.5.30' })
    expect(calls()).toContain('printed:/debian/ sid main')
  })

  it("takes the release's own, with a warning, when sid's cannot be had", async () => {
    writeTools({ own: '3.4.23' })
    expect(await obtainPackaged()).toMatchObject({ version: '3.4.23', belowFloor: true })
  })
})
