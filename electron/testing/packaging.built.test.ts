import { existsSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { build, type Configuration, Platform } from 'electron-builder'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import configuration from '../../electron-builder.config'
import { ensureBuilt } from './built'
import { runOnStandIn } from './electron-stand-in'

const project = join(import.meta.dirname, '..', '..')

/** What marks the place of the fuses in Electron's program. https://github.com/electron/fuses */
const FUSE_MARK = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const OFF = '0'

let folder: string
let packed: Map<string, PackedFile>
const unpackedApp = () => join(folder, 'dist', 'linux-unpacked')

beforeAll(async () => {
  await ensureBuilt()
  folder = await mkdtemp(join(tmpdir(), 'ticketcd-packaging-'))
  await writeStandInRuntime(join(folder, 'electron'))
  await build({
    projectDir: project,
    targets: Platform.LINUX.createTarget('dir'),
    config: {
      // electron-builder writes into what it is given.
      ...structuredClone(configuration),
      electronDist: join(folder, 'electron'),
      directories: { ...configuration.directories, output: join(folder, 'dist') },
    },
  })
  packed = await filesIn(join(unpackedApp(), 'resources', 'app.asar'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** A folder that looks like an unpacked Electron: its program has fuses, all off, and does nothing. */
async function writeStandInRuntime(path: string): Promise<void> {
  await mkdir(join(path, 'resources'), { recursive: true })
  const fuses = Buffer.concat([Buffer.from(FUSE_MARK), Buffer.from([1, 8]), Buffer.from(OFF.repeat(8))])
  await writeFile(join(path, 'electron'), Buffer.concat([Buffer.alloc(64), fuses, Buffer.alloc(64)]), {
    mode: 0o755,
  })
  for (const name of ['LICENSE', 'version']) await writeFile(join(path, name), '')
}

/** The files of an asar archive by path, each with its content; `unpacked` ones lie beside the archive. */
async function filesIn(path: string): Promise<Map<string, PackedFile>> {
  const archive = await readFile(path)
  // Four little-endian lengths, of which the second and the fourth count; then the directory as JSON; then the contents.
  const contents = 8 + archive.readUInt32LE(4)
  const directory = JSON.parse(archive.subarray(16, 16 + archive.readUInt32LE(12)).toString()) as AsarEntry
  const files = new Map<string, PackedFile>()
  const walk = ({ files: children = {} }: AsarEntry, at: string) => {
    for (const [name, child] of Object.entries(children)) {
      if (child.files) walk(child, `${at}${name}/`)
      else {
        const start = contents + Number(child.offset ?? 0)
        const content = archive.subarray(start, start + (child.size ?? 0))
        files.set(`${at}${name}`, { unpacked: child.unpacked === true, content })
      }
    }
  }
  walk(directory, '')
  return files
}

interface AsarEntry {
  files?: Record<string, AsarEntry>
  unpacked?: boolean
  offset?: string
  size?: number
}

interface PackedFile {
  unpacked: boolean
  content: Buffer
}

/** The application as Electron would see it, as plain files. */
async function unpackInto(target: string): Promise<void> {
  for (const [path, { unpacked, content }] of packed) {
    await mkdir(dirname(join(target, path)), { recursive: true })
    if (unpacked)
      await copyFile(join(unpackedApp(), 'resources', 'app.asar.unpacked', path), join(target, path))
    else await writeFile(join(target, path), content)
  }
}

const packages = () => {
  const names = [...packed.keys()].map(path => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1])
  return new Set(names.filter(name => name !== undefined))
}

describe('the packed application', () => {
  it('has what it runs on', () => {
    for (const path of [
      'package.json',
      'out/main/main.js',
      'out/main/supervisor.js',
      'out/preload/preload.cjs',
      'out/renderer/index.html',
    ])
      expect(packed.has(path), path).toBe(true)
    expect([...packages()]).toEqual(expect.arrayContaining(['etcd3', '@grpc/grpc-js', '@node-rs/argon2']))
    // etcd3 reads these by their path.
    expect([...packed.keys()].filter(path => /^node_modules\/etcd3\/.*\.proto$/.test(path))).not.toEqual([])
  })

  it('leaves out what it was made of', () => {
    const topFolders = new Set([...packed.keys()].map(path => path.split('/', 1)[0]))
    expect(topFolders).toEqual(new Set(['node_modules', 'out', 'package.json']))
    const outFolders = new Set([...packed.keys()].flatMap(path => /^out\/([^/]+)/.exec(path)?.[1] ?? []))
    expect(outFolders).toEqual(new Set(['main', 'preload', 'renderer']))
    expect([...packed.keys()].filter(path => /\.(map|[mc]?tsx?|tsbuildinfo)$/.test(path))).toEqual([])
    for (const name of [
      'electron',
      'react',
      'vite',
      'typescript',
      'pino',
      'zod',
      '@orpc/server',
      'playwright',
    ])
      expect(packages().has(name), name).toBe(false)
  })

  it('keeps native libraries outside the archive, and nothing else', async () => {
    const outside = [...packed].filter(([, { unpacked }]) => unpacked).map(([path]) => path)
    expect(outside.some(path => path.endsWith('.node'))).toBe(true)
    expect(outside.every(path => /^node_modules\/@(node|napi)-rs\//.test(path))).toBe(true)
    for (const path of outside)
      expect(existsSync(join(unpackedApp(), 'resources', 'app.asar.unpacked', path)), path).toBe(true)
    expect([...packed].filter(([path, { unpacked }]) => path.endsWith('.node') && !unpacked)).toEqual([])
  })

  it('lacks nothing: it starts from what was packed alone', async () => {
    await unpackInto(join(folder, 'app'))
    const args = ['--data-dir', join(folder, 'till'), '--endpoints', 'http://127.0.0.1:1']
    await using desktop = runOnStandIn(join(folder, 'app', 'out', 'main', 'main.js'), args)
    await vi.waitFor(async () => expect(await desktop.do('windows')).toHaveLength(1), { timeout: 30_000 })
    expect(await desktop.do('fetch', 'app://box-office/index.html')).toMatchObject({ status: 200 })
  })

  it('stays small', async () => {
    const { length } = await readFile(join(unpackedApp(), 'resources', 'app.asar'))
    expect(length).toBeLessThan(25 * 1024 * 1024)
  })

  it('has its fuses set: run as Node for the supervisor, no other way in', async () => {
    const program = await readFile(join(unpackedApp(), 'ticketcd-box-office'))
    const at = program.indexOf(FUSE_MARK) + FUSE_MARK.length + 2
    const [runAsNode, cookieEncryption, nodeOptions, nodeInspect, asarIntegrity, onlyAsar, , fileProtocol] =
      program.subarray(at, at + 8).toString()
    expect({
      runAsNode,
      cookieEncryption,
      nodeOptions,
      nodeInspect,
      asarIntegrity,
      onlyAsar,
      fileProtocol,
    }).toEqual({
      runAsNode: '1',
      cookieEncryption: '1',
      nodeOptions: '0',
      nodeInspect: '0',
      asarIntegrity: '1',
      onlyAsar: '1',
      fileProtocol: '0',
    })
  })
})

describe('the installers', () => {
  it('are configured by electron-builder’s own schema, for every platform', async () => {
    // It looks at the whole configuration before it packs anything, as it did above.
    const misspelt = { ...structuredClone(configuration), asarUnpacked: [] } as Configuration
    await expect(
      build({ projectDir: project, targets: Platform.LINUX.createTarget('dir'), config: misspelt }),
    ).rejects.toThrow(/configuration has an unknown property 'asarUnpacked'/)
  })

  it('exist for Linux, Windows and macOS, each with an icon', async () => {
    expect(configuration.linux?.target).toEqual(['AppImage', 'deb'])
    expect(configuration.win?.target).toEqual(['nsis'])
    expect(configuration.mac?.target).toEqual([{ target: 'dmg', arch: ['x64', 'arm64'] }])
    const icons = join(project, String(configuration.directories?.buildResources))
    expect((await readdir(join(icons, String(configuration.linux?.icon)))).length).toBeGreaterThan(5)
    expect((await readFile(join(icons, String(configuration.win?.icon)))).subarray(0, 4)).toEqual(
      Buffer.from([0, 0, 1, 0]),
    )
    expect((await readFile(join(icons, String(configuration.mac?.icon)))).subarray(0, 4).toString()).toBe(
      'icns',
    )
  })
})
