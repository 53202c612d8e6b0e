import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'

/** How a window is looked at and touched. */
export interface WindowOptions {
  viewport?: { width: number; height: number }
  /** A screen that is tapped. */
  hasTouch?: boolean
}

/** One terminal with its windows, whichever host it runs in. */
export interface Till {
  readonly dataDir: string
  readonly endpoints: string[]
  readonly pid: number
  /** Only the browser host takes the options: what they are for is skipped elsewhere. */
  openWindow(options?: WindowOptions): Promise<Page>
  /** Ends it as its user would. */
  stop(): Promise<void>
  /** Ends its process without a word, as a power cut would; its embedded cluster ends with it. */
  kill(): Promise<void>
}

export interface TillOptions {
  /** A till with a cluster of its own when there are none. */
  endpoints?: string[]
  demo?: boolean
  /** An earlier till's, to start it again. */
  dataDir?: string
  nodes?: 1 | 3 | 5
  /** The instant its wall clock begins at; in its windows the clock stands there. The browser host's. */
  now?: string
}

/** The flags that a till of these options is started with. */
export function flagsOf(dataDir: string, { endpoints, demo, nodes }: TillOptions): string[] {
  return [
    ...['--data-dir', dataDir],
    ...(endpoints ? ['--endpoints', endpoints.join(',')] : []),
    ...(demo ? ['--demo'] : []),
    ...(nodes ? ['--nodes', String(nodes)] : []),
  ]
}

/** An empty data folder, and how to remove it. */
export async function temporaryDataDir(): Promise<{ dataDir: string; remove(): Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'box-office-e2e-'))
  return { dataDir, remove: () => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }) }
}
