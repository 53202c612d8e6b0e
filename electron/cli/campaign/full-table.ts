import type { CampaignResult } from './campaign'

/** A run of the full campaign: what it came to, or why it could not be held. */
export type Run =
  | { held: true; result: CampaignResult }
  | { held: false; seed: number; nodes: number; problem: string }

/** What the full campaign came to. Only runs that say something are counted in, but a promise broken in any run. */
export interface Total {
  orders: number
  operations: number
  ambiguous: number
  faults: number
  met: number
  oversold: number
  lost: number
  duplicated: number
  /** Runs that say something. */
  counted: number
  /** Runs in which too little happened, each of them made again with another seed. */
  voidRuns: number
  /** Runs that found a promise broken. */
  broken: number
  /** Runs that broke off. */
  notHeld: number
  seconds: number
  void: boolean
  ok: boolean
}

const columns = [
  ...['seed', 'nodes', 'orders', 'operations', 'ambiguous', 'faults', 'met', 'oversold', 'lost'],
  ...['duplicated', 'says', 's'],
]
const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`

export const tableHead = [line(columns), `|${'---|'.repeat(columns.length)}`]

/** A line of the table in markdown. */
export function rowOf(run: Run): string {
  if (!run.held)
    return line([
      run.seed,
      run.nodes,
      ...Array(8).fill(''),
      `not held: ${run.problem.replaceAll('|', '¦')}`,
      '',
    ])
  const { seed, nodes, orders, attempts, ambiguous, faults, met, seconds } = run.result
  const { oversold, lost, duplicated } = run.result
  const counts = [orders, attempts, ambiguous, faults, met, oversold, lost, duplicated]
  return line([seed, nodes, ...counts, says(run.result), Math.round(seconds)])
}

const says = ({ ok, violations, voidBecause }: CampaignResult) =>
  violations.length > 0 ? '**broken**' : ok ? 'kept' : `void: ${voidBecause.join('; ')}`

/** @param wanted how many runs must say something, and in how many ambiguous operations at least */
export function totalOf(
  runs: readonly Run[],
  wanted: { runs: number; orders: number; ambiguous: number },
): Total {
  const results = runs.flatMap(run => (run.held ? [run.result] : []))
  const counted = results.filter(result => !result.void)
  const sum = (count: (result: CampaignResult) => number, of = counted) =>
    of.reduce((all, each) => all + count(each), 0)
  const [orders, ambiguous] = [sum(result => result.orders), sum(result => result.ambiguous)]
  const isVoid = counted.length < wanted.runs || orders < wanted.orders || ambiguous < wanted.ambiguous
  const broken = results.filter(({ violations }) => violations.length > 0).length
  return {
    ...{ orders, ambiguous, operations: sum(({ attempts }) => attempts) },
    ...{ faults: sum(({ faults }) => faults), met: sum(({ met }) => met) },
    oversold: sum(({ oversold }) => oversold, results),
    lost: sum(({ lost }) => lost, results),
    duplicated: sum(({ duplicated }) => duplicated, results),
    ...{ counted: counted.length, voidRuns: results.length - counted.length },
    notHeld: runs.length - results.length,
    seconds: sum(({ seconds }) => seconds, results),
    void: isVoid,
    ...{ broken, ok: !isVoid && broken === 0 },
  }
}

/** The last line of the table, and a sentence about what it stands on. */
export function totalLines(total: Total, machine: string): string[] {
  const { orders, operations, ambiguous, faults, met, oversold, lost, duplicated } = total
  const counts = [orders, operations, ambiguous, faults, met, oversold, lost, duplicated]
  const verdict = total.broken > 0 ? '**broken**' : total.void ? '**void**' : '**kept**'
  const { counted, voidRuns, notHeld, seconds } = total
  return [
    line(['**all**', '', ...counts, verdict, Math.round(seconds)]),
    '',
    `${counted} runs count; ${voidRuns} were void and ${notHeld} could not be held, and were made again with another seed. ${machine}`,
  ]
}
