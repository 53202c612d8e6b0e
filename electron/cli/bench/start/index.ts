import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { obtainEtcd } from '../../../cluster/local'
import { defaultCacheDir } from '../../../data-folder'
import { quietLog } from '../../../testing/log'
import type { Invocation } from '../../command'
import { pairsOf } from '../flags'
import { interleavedPairs, type Pair } from '../measure'
import { startToCounter } from './application'
import { openPage, startCluster } from './bare'
import { type Start, startInWords, startResult } from './report'

/**
 * `cli bench start`: a second `npm start` until its counter answers, beside the bare start of the same cluster and a
 * bare page.
 */
export async function benchStart({ flags, values, io }: Invocation): Promise<number> {
  const pairs = pairsOf(values)
  const onPair = ({ ours, raw }: Pair<Start>, index: number) =>
    io.err(`${index + 1}/${pairs}: ${totalMs(ours)} ms beside ${totalMs(raw)} ms`)
  const result = startResult(await measureStart({ pairs, onPair }))
  if (flags.json) io.out(JSON.stringify({ name: 'start', ...result }))
  else for (const line of startInWords(result)) io.out(line)
  return 0
}

const totalMs = ({ serverMs, pageMs }: Start) => Math.round(serverMs + pageMs)

/** One start goes ahead: it builds, and fills the folder with the demonstration house. */
export async function measureStart(options: {
  pairs: number
  onPair?(pair: Pair<Start>, index: number): void
}): Promise<Pair<Start>[]> {
  const { pairs, onPair } = options
  const dataDir = await mkdtemp(join(tmpdir(), 'box-office-start-'))
  try {
    const binary = await obtainEtcd({ cacheDir: defaultCacheDir(), log: quietLog })
    await startToCounter(dataDir, '--demo')
    return await interleavedPairs(pairs, {
      ours: () => startToCounter(dataDir),
      raw: async () => ({ serverMs: await startCluster(dataDir, binary), pageMs: await openPage(dataDir) }),
      ...(onPair && { onPair }),
    })
  } finally {
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
  }
}
