import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runTool } from './run-tool'

const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg'

/** Fetches etcd's package with the tools of Debian and its children, found on `environment`'s PATH. */
export class DebianPackages {
  constructor(
    private readonly environment: NodeJS.ProcessEnv,
    private readonly onProgress: (sentence: string) => void,
  ) {}

  /** Whether those tools are here. */
  async areHere(): Promise<boolean> {
    if (process.platform !== 'linux') return false
    const tools = [this.run('apt-get', ['--version']), this.run('dpkg-deb', ['--version'])]
    return (await Promise.allSettled(tools)).every(tool => tool.status === 'fulfilled')
  }

  /**
   * Unpacks Debian sid's etcd without installing it: nothing outside `draft` is written, and no root is needed. It
   * is fetched from the mirror this machine already uses and checked against Debian's own keyring.
   *
   * @returns the folder with the etcd file.
   */
  async unpackFromSid(draft: string): Promise<string> {
    const mirrors = await this.findDebianMirrors()
    const problems: unknown[] = []
    for (const mirror of mirrors) {
      try {
        const apt = await privateApt(draft, `deb [signed-by=${keyring}] ${mirror} sid main\n`)
        this.onProgress("Reading Debian sid's list of packages.")
        await this.run('apt-get', [...apt, 'update'])
        return await this.fetchAndUnpack(draft, apt)
      } catch (error) {
        problems.push(error)
      }
    }
    throw problems[0] ?? new Error('this machine has no Debian mirror in its apt sources')
  }

  /**
   * Unpacks the etcd of the distribution's own release, from its own sources.
   *
   * @returns the folder with the etcd file.
   */
  async unpackOwn(draft: string): Promise<string> {
    return await this.fetchAndUnpack(draft, commonOptions())
  }

  private async fetchAndUnpack(draft: string, apt: readonly string[]): Promise<string> {
    this.onProgress("Downloading the distribution's etcd package.")
    await this.run('apt-get', [...apt, 'download', 'etcd-server'], draft)
    const file = (await readdir(draft)).find(name => name.startsWith('etcd-server_') && name.endsWith('.deb'))
    if (file === undefined) throw new Error('apt-get brought no package')
    const root = join(draft, 'unpacked')
    await this.run('dpkg-deb', ['--extract', join(draft, file), root])
    return join(root, 'usr', 'bin')
  }

  /** The addresses this machine has Debian from; read from apt, so that no address stands here. */
  private async findDebianMirrors(): Promise<string[]> {
    const release = await readFile('/etc/os-release', 'utf8')
    const codename = /^VERSION_CODENAME=(\S+)$/m.exec(release)?.[1]
    const targets = await this.run('apt-get', [
      'indextargets',
      '--format',
      '$(ORIGIN) $(CODENAME) $(REPO_URI)',
    ])
    const listed = targets
      .split('\n')
      .filter(line => line.startsWith(`Debian ${codename} `))
      .map(line => line.split(' ')[2] ?? '')
    if (listed.length > 0) return [...new Set(listed)]
    // Where apt's lists were deleted, as in container images, only its configuration still knows the mirror.
    const planned = await this.run('apt-get', ['update', '--print-uris'])
    const pattern = new RegExp(`^'(\\S+/)dists/${codename}/InRelease'`, 'gm')
    return [...planned.matchAll(pattern)].map(match => match[1] ?? '')
  }

  private run(command: string, args: readonly string[], cwd?: string): Promise<string> {
    return runTool(command, args, { environment: this.environment, ...(cwd && { cwd }) })
  }
}

/** Points apt at lists, caches and sources of our own. @returns its options. */
async function privateApt(draft: string, sources: string): Promise<string[]> {
  const folders = ['lists/partial', 'cache/archives/partial', 'sources.d']
  for (const folder of folders) await mkdir(join(draft, 'apt', folder), { recursive: true })
  const sourceList = join(draft, 'apt', 'sources.list')
  await writeFile(sourceList, sources)
  const settings = {
    'Dir::Etc::sourcelist': sourceList,
    'Dir::Etc::sourceparts': join(draft, 'apt', 'sources.d'),
    'Dir::State::lists': join(draft, 'apt', 'lists'),
    'Dir::Cache': join(draft, 'apt', 'cache'),
    'Acquire::Languages': 'none',
  }
  return [
    ...Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`]),
    ...commonOptions(),
  ]
}

/** The settings every call gets. */
function commonOptions(): string[] {
  // A mirror that does not answer would else be waited for by the minute.
  const patience = ['Acquire::Retries=0', 'Acquire::http::Timeout=10', 'Acquire::https::Timeout=10']
  // As root apt drops to a user that may not write into our folder, and warns of it each time.
  const sandbox = process.getuid?.() === 0 ? ['APT::Sandbox::User=root'] : []
  return [...patience, ...sandbox].flatMap(setting => ['-o', setting])
}
