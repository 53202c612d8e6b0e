import { countOf } from '../bench/flags'
import { type Command, CommandFailure } from '../command'
import { type CampaignOptions, runCampaign } from './campaign'
import { mutants } from './mutants'
import { reportLines } from './report'

/** What a run has to be, for what it says to count. */
export const wholeRun = {
  ...{
    leastMs: Number(process.env.LEAST ?? 60_000),
    leastFaults: 3,
    mostMs: 20 * 60_000,
    leastAmbiguous: 10,
    leastMet: 0.3,
  },
} satisfies Partial<CampaignOptions>

/** `cli campaign`: sells under faults, and checks the history. */
export const campaignCommand: Command = {
  usage: '[--orders N] [--nodes 3|5] [--terminals N] [--seed N] [--mutant NAME]',
  help: `Terminals, each a process of its own, sell at random on real etcd nodes through a network that loses, cuts and
delays, while nodes and terminals are killed and frozen, the store is compacted, filled and taken apart. An observer
reads every revision; what was told is checked against it, and against the audit at the end.

  --orders N       how many orders are made at least (300)
  --nodes 3|5      how many nodes (3)
  --terminals N    how many terminals (4)
  --seed N         repeats what was drawn; the processes' timing is never the same (drawn)
  --mutant NAME    with a wrong engine, which must be caught; \`--mutant list\` names them

With --json the last line is {"orders","faults","ambiguous","oversold","lost","duplicated","void","ok",…}.`,
  options: {
    ...{ orders: { type: 'string' }, nodes: { type: 'string' }, terminals: { type: 'string' } },
    ...{ seed: { type: 'string' }, mutant: { type: 'string' } },
  },

  async run({ flags, values, positionals, io, signal }) {
    if (positionals.length > 0)
      throw new CommandFailure(`campaign takes flags only, not "${positionals[0]}".`, 2)
    const mutant = mutantOf(values.mutant)
    if (mutant === 'list') {
      for (const [name, { breaks }] of Object.entries(mutants)) io.out(`${name.padEnd(26)}${breaks}`)
      return 0
    }
    const result = await runCampaign({
      ...wholeRun,
      orders: countOf(values, 'orders', 300),
      nodes: nodesOf(values),
      terminals: countOf(values, 'terminals', 4),
      seed: countOf(values, 'seed', Math.floor(Math.random() * 1_000_000), 0),
      mutant,
      signal,
      onProgress: sentence => io.err(sentence),
    })
    if (flags.json) io.out(JSON.stringify(result))
    else for (const line of reportLines(result)) io.out(line)
    return result.ok ? 0 : 1
  },
}

function mutantOf(value: string | boolean | undefined): string | undefined {
  if (typeof value !== 'string' || value === 'list' || Object.hasOwn(mutants, value))
    return typeof value === 'string' ? value : undefined
  throw new CommandFailure(`There is no mutant ${value}. There are ${Object.keys(mutants).join(', ')}.`, 2)
}

function nodesOf(values: Parameters<typeof countOf>[0]): 3 | 5 {
  const nodes = countOf(values, 'nodes', 3)
  if (nodes !== 3 && nodes !== 5) throw new CommandFailure('--nodes wants 3 or 5.', 2)
  return nodes
}
