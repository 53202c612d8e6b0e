import { execFile } from 'node:child_process'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** @returns who uses this TCP port, such as `nginx (process 4711)`; undefined where that cannot be found out. */
export async function findPortHolder(port: number): Promise<string | undefined> {
  const pid = process.platform === 'linux' ? await linuxHolder(port) : await lsofHolder(port)
  if (pid === undefined) return undefined
  const name = await nameOf(pid)
  return name ? `${name} (process ${pid})` : `process ${pid}`
}

async function linuxHolder(port: number): Promise<string | undefined> {
  const sockets = await socketsOf(port)
  if (sockets.size === 0) return undefined
  const pids = (await readdir('/proc')).filter(entry => /^\d+$/.test(entry))
  for (const pid of pids) {
    // Other people's processes do not show their files; a process may be gone by now.
    const descriptors = await readdir(`/proc/${pid}/fd`).catch(() => [])
    for (const descriptor of descriptors) {
      const target = await readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => '')
      if (sockets.has(target)) return pid
    }
  }
  return undefined
}

/** The sockets bound to a port, as /proc/<pid>/fd shows them. Fields: proc(5), /proc/net/tcp. */
async function socketsOf(port: number): Promise<Set<string>> {
  const tables = ['/proc/net/tcp', '/proc/net/tcp6'].map(path => readFile(path, 'utf8').catch(() => ''))
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  const rows = (await Promise.all(tables)).join('\n').split('\n')
  const inodes = rows
    .map(row => row.trim().split(/\s+/))
    .filter(fields => fields[1]?.endsWith(suffix) && fields[9] !== '0')
    .map(fields => `socket:[${fields[9]}]`)
  return new Set(inodes)
}

async function lsofHolder(port: number): Promise<string | undefined> {
  if (process.platform === 'win32') return undefined
  const answer = await run('lsof', ['-nP', '-t', `-iTCP:${port}`]).catch(() => undefined)
  return answer?.stdout.split('\n')[0]?.trim() || undefined
}

async function nameOf(pid: string): Promise<string | undefined> {
  if (process.platform === 'linux') {
    return (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')).trim()
  }
  const answer = await run('ps', ['-o', 'comm=', '-p', pid]).catch(() => undefined)
  return answer?.stdout.trim()
}
