import { countOf } from '../bench/flags'
import type { Invocation } from '../command'
import { type CampaignResult, runCampaign } from './campaign'
import { fullRun } from './profile'
import { reportLines } from './report'

const seeds = 20

/** Every seed on three nodes and on five, as a table in markdown; what went wrong is told beside it. */
export async function runFull({ values, flags, io, signal }: Invocation): Promise<number> {
  const first = countOf(values, 'seed', 1, 0)
  const results: CampaignResult[] = []
  io.out(
    '| seed | nodes | orders | operations | ambiguous | faults | met | oversold | lost | duplicated | says | s |',
  )
  io.out('|---|---|---|---|---|---|---|---|---|---|---|---|')
  for (const nodes of [3, 5] as const)
    for (let seed = first; seed < first + seeds && !signal.aborted; seed++) {
      const onProgress = (sentence: string) => io.err(sentence)
      const result = await runCampaign({ ...fullRun, nodes, seed, signal, onProgress })
      results.push(result)
      io.out(row(result))
      if (!result.ok) for (const line of reportLines(result)) io.err(line)
    }
  if (flags.json) io.out(JSON.stringify(totalOf(results)))
  return results.length === 2 * seeds && results.every(({ ok }) => ok) ? 0 : 1
}

const says = ({ ok, void: isVoid, violations }: CampaignResult) =>
  violations.length > 0 ? '**broken**' : isVoid ? 'void' : ok ? 'kept' : '?'

const row = (result: CampaignResult) =>
  `| ${[
    ...[
      result.seed,
      result.nodes,
      result.orders,
      result.attempts,
      result.ambiguous,
      result.faults,
      result.met,
    ],
    ...[result.oversold, result.lost, result.duplicated, says(result), Math.round(result.seconds)],
  ].join(' | ')} |`

function totalOf(results: readonly CampaignResult[]) {
  const sum = (count: (result: CampaignResult) => number) =>
    results.reduce((all, each) => all + count(each), 0)
  return {
    ...{ orders: sum(({ orders }) => orders), faults: sum(({ faults }) => faults) },
    ...{ ambiguous: sum(({ ambiguous }) => ambiguous), oversold: sum(({ oversold }) => oversold) },
    ...{ lost: sum(({ lost }) => lost), duplicated: sum(({ duplicated }) => duplicated) },
    ...{ void: results.some(result => result.void), ok: results.every(({ ok }) => ok), runs: results.length },
  }
}
