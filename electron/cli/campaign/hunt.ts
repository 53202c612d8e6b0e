import { type CampaignResult, runCampaign } from './campaign'
import { mutants } from './mutants'
import type { CampaignOptions } from './options'

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

/** The right engine, let loose as mutants are: what would be told of it would be told of each of them. */
export interface Control {
  /** The mutants that are let loose so. */
  mutants: string[]
  kept: boolean
  seconds: number
  rules: Record<string, number>
}

/** Each mutant in turn, after the right engine under the very same schedule. */
export async function huntAll(
  seed: number,
  options: Pick<CampaignOptions, 'signal'> & { onHunt(hunt: Hunt): void; onControl(control: Control): void },
): Promise<{ hunts: Hunt[]; controls: Control[] }> {
  const { signal, onHunt, onControl } = options
  const hunts: Hunt[] = []
  const controls: Control[] = []
  const schedules = new Set(Object.values(mutants).map(mutant => mutant.hunting))
  for (const schedule of schedules) {
    const names = Object.keys(mutants).filter(name => mutants[name]?.hunting === schedule)
    const result = await runCampaign({ ...hunting, ...schedule, seed, signal })
    const { violations, seconds } = result
    const control = { mutants: names, kept: violations.length === 0, seconds, rules: rulesOf(result) }
    controls.push(control)
    onControl(control)
    for (const name of names) {
      const done = await hunt(name, seed, { signal })
      hunts.push(done)
      onHunt(done)
    }
  }
  return { hunts, controls }
}

function rulesOf({ violations }: CampaignResult): Record<string, number> {
  const rules: Record<string, number> = {}
  for (const { rule } of violations) rules[rule] = (rules[rule] ?? 0) + 1
  return rules
}

/** A line of a table in a document. */
export function huntRow({ mutant, caught, runs, seconds, rules }: Hunt): string {
  return `| ${mutant} | ${caught ? `run ${runs}` : '**not caught**'} | ${told(rules)} | ${seconds} |`
}

/** A line of the same table. */
export function controlRow({ kept, seconds, rules }: Control): string {
  return `| *the right engine, as those below* | ${kept ? 'kept' : '**broken**'} | ${told(rules)} | ${Math.round(seconds)} |`
}

const told = (rules: Record<string, number>) =>
  Object.entries(rules)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 4)
    .map(([rule, count]) => `${rule} × ${count}`)
    .join(', ')
