import { runTool } from './run-tool'

/** An etcd that was seen to run on this machine. */
export interface EtcdBinary {
  path: string
  /** As it says itself, such as `3.5.30`. */
  version: string
  /** True when real sales must not rely on it; auth is refused then, and the cluster panel warns. */
  belowFloor: boolean
}

type Version = readonly [major: number, minor: number, patch: number]

/**
 * The lowest patch of each minor version that real use may rely on. Below lie watch events lost after a compaction,
 * leases revoked wrongly, and authorization passed by through nested transactions (CVE-2026-33343).
 */
const floors: readonly Version[] = [
  [3, 5, 30],
  [3, 6, 11],
]

/** The floors, in words. */
export const floorText = '3.5.30 (3.6: 3.6.11)'

function parse(version: string): Version | undefined {
  const match = /^(\d+)\.(\d+)\.(\d+)/.exec(version)
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : undefined
}

/** Orders two versions: negative when `left` is the older one. A version that cannot be read is older than any. */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [parse(left) ?? [0, 0, 0], parse(right) ?? [0, 0, 0]]
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2]
}

/** Whether this version of etcd is good enough for real use. Minors newer than the ones listed are. */
export function meetsFloor(version: string): boolean {
  const [major, minor] = parse(version) ?? [0, 0]
  const floor = floors.find(candidate => candidate[0] === major && candidate[1] === minor)
  const newest = floors.at(-1) ?? [0, 0, 0]
  return compareVersions(version, (floor ?? newest).join('.')) >= 0
}

/**
 * Runs `etcd --version`.
 * @throws when the file is missing, cannot be run here, or does not answer like etcd.
 */
export async function inspectEtcd(path: string): Promise<EtcdBinary> {
  const answer = await runTool(path, ['--version'], { timeoutMs: 10_000 })
  const version = /^etcd Version: (\d+\.\d+\.\d+\S*)/m.exec(answer)?.[1]
  if (version === undefined) throw new Error(`${path} --version does not answer like etcd.`)
  return { path, version, belowFloor: !meetsFloor(version) }
}
