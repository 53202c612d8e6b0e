import { availableParallelism, cpus } from 'node:os'
import { countOf } from '../bench/flags'
import type { Invocation } from '../command'
import { runCampaign } from './campaign'
import { type Run, rowOf, tableHead, totalLines, totalOf } from './full-table'
import { fullCampaign, fullRun } from './profile'
import { reportLines } from './report'

/** Further from the first seeds than anybody counts. */
const otherSeed = 1_000_000

/**
 * Every seed on three nodes and on five, as a table in markdown; what went wrong is told beside it. A run that says
 * nothing, because too little happened in it or because it broke off, is made once more with another seed.
 */
export async function runFull({ values, flags, io, signal }: Invocation): Promise<number> {
  const first = countOf(values, 'seed', 1, 0)
  const orders = countOf(values, 'orders', fullRun.orders)
  const terminals = countOf(values, 'terminals', fullRun.terminals)
  const runs: Run[] = []

  const runOnce = async (nodes: 3 | 5, seed: number): Promise<boolean> => {
    const onProgress = (sentence: string) => io.err(sentence)
    const mostMs = fullRun.mostMs + orders * fullRun.mostMsPerOrder
    const run = await runCampaign({
      ...fullRun,
      mostMs,
      orders,
      terminals,
      nodes,
      seed,
      signal,
      onProgress,
    }).then(
      (result): Run => ({ held: true, result }),
      (error: unknown): Run => {
        io.err(error instanceof Error ? (error.stack ?? error.message) : String(error))
        const [problem = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
        return { held: false, seed, nodes, problem }
      },
    )
    runs.push(run)
    io.out(rowOf(run))
    if (run.held && !run.result.ok) for (const line of reportLines(run.result)) io.err(line)
    return run.held && (!run.result.void || run.result.violations.length > 0)
  }

  for (const line of tableHead) io.out(line)
  for (const nodes of [3, 5] as const)
    for (let seed = first; seed < first + fullCampaign.seeds && !signal.aborted; seed++)
      if (!(await runOnce(nodes, seed)) && !signal.aborted) await runOnce(nodes, seed + otherSeed)

  const wanted = { runs: 2 * fullCampaign.seeds, ambiguous: fullCampaign.leastAmbiguous }
  const total = totalOf(runs, { ...wanted, orders: wanted.runs * orders })
  const cores = availableParallelism()
  for (const line of totalLines(total, `One machine with ${cores} cores (${cpus()[0]?.model}).`)) io.out(line)
  if (flags.json) io.out(JSON.stringify({ ...total, runs: runs.length, cores }))
  return total.ok ? 0 : 1
}
