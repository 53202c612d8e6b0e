import { type CampaignOptions, type CampaignResult, runCampaign } from './campaign'
import { mutants } from './mutants'

/** What is done to a mutant: enough of what its rule is for, and no more. */
const hunting = {
  ...{ orders: 60, nodes: 3, terminals: 3, leastMs: 12_000, leastFaults: 0, mostMs: 45_000 },
  ...{ leastAmbiguous: 0, leastMet: 0 },
  faults: [
    ...['messages late', 'answers lost', 'answers delayed', 'connections cut', 'lease ended'],
    ...['terminal killed in bad weather', 'leader frozen', 'compacted past every cursor'],
  ],
} satisfies Omit<CampaignOptions, 'seed'>

/** How often a mutant is let loose before it is said to have got away. */
const tries = 3

/** A mutant, and what gave it away. */
export interface Hunt {
  mutant: string
  caught: boolean
  /** How many runs it took. */
  runs: number
  seed: number
  seconds: number
  /** How often which rule was broken. */
  rules: Record<string, number>
}

/** Lets a mutant loose until it is caught. */
export async function hunt(
  mutant: string,
  seed: number,
  options: Pick<CampaignOptions, 'signal' | 'onProgress'> & Partial<CampaignOptions> = {},
): Promise<Hunt> {
  const began = performance.now()
  for (let runs = 1; ; runs++) {
    const result = await runCampaign({
      ...hunting,
      ...mutants[mutant]?.hunting,
      ...options,
      mutant,
      seed: seed + runs - 1,
    })
    const caught = result.violations.length > 0
    if (!caught && runs < tries) continue
    const seconds = Math.round((performance.now() - began) / 1_000)
    return { mutant, caught, runs, seed: result.seed, seconds, rules: rulesOf(result) }
  }
}

/** Each mutant in turn. */
export async function huntAll(
  seed: number,
  options: Pick<CampaignOptions, 'signal'> & { onHunt(hunt: Hunt): void },
): Promise<Hunt[]> {
  const hunts: Hunt[] = []
  for (const mutant of Object.keys(mutants)) {
    const done = await hunt(mutant, seed, { signal: options.signal })
    options.onHunt(done)
    hunts.push(done)
  }
  return hunts
}

function rulesOf({ violations }: CampaignResult): Record<string, number> {
  const rules: Record<string, number> = {}
  for (const { rule } of violations) rules[rule] = (rules[rule] ?? 0) + 1
  return rules
}

/** A line of a table in a document. */
export function huntRow({ mutant, caught, runs, seconds, rules }: Hunt): string {
  const told = Object.entries(rules)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 4)
    .map(([rule, count]) => `${rule} × ${count}`)
  return `| ${mutant} | ${caught ? `run ${runs}` : '**not caught**'} | ${told.join(', ')} | ${seconds} |`
}
