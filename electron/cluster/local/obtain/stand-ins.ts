/** Stand-ins for tests: an etcd that only knows its version, and the server that etcd's releases come from. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import type { ReleaseArchive } from './release-archive'

/** Writes an executable shell script. */
export function writeScript(path: string, ...lines: string[]): string {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `#!/bin/sh\n${lines.join('\n')}\n`, { mode: 0o755 })
  return path
}

export function writeEtcd(path: string, version: string): string {
  return writeScript(path, `echo "etcd Version: ${version}"`)
}

/** Packs a release as etcd's authors do. */
export function packRelease(folder: string, version: string): { release: ReleaseArchive; content: Buffer } {
  const name = `etcd-v${version}-stand-in`
  writeEtcd(join(folder, name, 'etcd'), version)
  const archive = join(folder, `${name}.tar.gz`)
  execFileSync('tar', ['-czf', archive, '-C', folder, name])
  const content = readFileSync(archive)
  const sha256 = createHash('sha256').update(content).digest('hex')
  return { release: { version, fileName: `${name}.tar.gz`, sha256 }, content }
}

export interface ReleaseServer extends AsyncDisposable {
  url: string
  requests: string[]
}

/** @param answer told the path that was asked for. */
export async function serveReleases(
  answer: (path: string, response: ServerResponse) => void,
): Promise<ReleaseServer> {
  const requests: string[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    requests.push(path)
    answer(path, response)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    [Symbol.asyncDispose]: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
