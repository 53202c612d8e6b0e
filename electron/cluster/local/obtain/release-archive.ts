import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { LocalClusterFailure } from '../failure'
import { download } from './download'
import { runTool } from './run-tool'

/** One of etcd's official release archives, with the SHA-256 that public projects pin for it. */
export interface ReleaseArchive {
  version: string
  fileName: string
  sha256: string
}

const releases: Record<string, ReleaseArchive> = {
  'linux-x64': {
    version: '3.6.11',
    fileName: 'etcd-v3.6.11-linux-amd64.tar.gz',
    sha256: '8756f7a4eaf921668a83de0bf13c0f65cae9186a165696e3ae8396afe6f557ed',
  },
  'linux-arm64': {
    version: '3.6.11',
    fileName: 'etcd-v3.6.11-linux-arm64.tar.gz',
    sha256: '5302f1a6157c34eb0568c75fba9d06da98353576df04399f08645bef634acd2d',
  },
  'darwin-arm64': {
    version: '3.6.11',
    fileName: 'etcd-v3.6.11-darwin-arm64.zip',
    sha256: '9617bf71a0772dd26f9d0d88e34c668d99fd11677d01593d6b365e9a0f8f3d7e',
  },
  'win32-x64': {
    version: '3.5.30',
    fileName: 'etcd-v3.5.30-windows-amd64.zip',
    sha256: 'b79bafe87112c607ca95cb059edbd31fab7624371a8a0be11eef24bbafb3f33f',
  },
}

/** Where etcd's releases are published. A venue behind a firewall sets TICKETCD_ETCD_MIRROR to a copy of it. */
export const releaseBaseUrl = 'https://github.com/etcd-io/etcd/releases/download'

/** @returns the archive for this computer, or undefined where none is pinned. */
export function releaseForThisComputer(): ReleaseArchive | undefined {
  return releases[`${process.platform}-${process.arch}`]
}

/**
 * Fetches, checks and unpacks a release.
 *
 * @returns the folder with the etcd file.
 * @throws LocalClusterFailure `checksum` when it is not the archive that was published; anything else when it could
 *   not be had.
 */
export async function unpackRelease(
  release: ReleaseArchive,
  baseUrl: string,
  draft: string,
  onProgress: (sentence: string) => void,
): Promise<string> {
  const archive = join(draft, release.fileName)
  const url = `${baseUrl.replace(/\/+$/, '')}/v${release.version}/${release.fileName}`
  onProgress(`Downloading etcd ${release.version}.`)
  const sum = await download(url, archive, (doneBytes, totalBytes) => {
    const total = totalBytes === undefined ? '' : ` of ${megabytes(totalBytes)}`
    onProgress(`Downloading etcd ${release.version}: ${megabytes(doneBytes)}${total} MB.`)
  })
  if (sum !== release.sha256) {
    throw new LocalClusterFailure(
      'checksum',
      `${url} is not the archive that etcd published: its SHA-256 is ${sum}, and it should be ${release.sha256}.`,
    )
  }
  onProgress(`Unpacking etcd ${release.version}.`)
  const unpacked = join(draft, 'unpacked')
  await mkdir(unpacked)
  // GNU tar reads the .tar.gz of Linux; the tar of macOS and Windows also reads the .zip made for them.
  await runTool('tar', ['-xf', archive, '-C', unpacked, '--strip-components=1', '--no-same-owner'])
  return unpacked
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1)
