import { countOf } from '../bench/flags'
import { type Command, CommandFailure, type Invocation } from '../command'
import { runCampaign } from './campaign'
import { runFull } from './full'
import { controlRow, huntAll, huntRow } from './hunt'
import { mutants } from './mutants'
import { wholeRun } from './profile'
import { reportLines } from './report'

/** `cli campaign`: sells under faults, and checks the history. */
export const campaignCommand: Command = {
  usage: '[--orders N] [--nodes 3|5] [--terminals N] [--seed N] [--mutant NAME] [--full]',
  help: `Terminals, each a process of its own, sell at random on real etcd nodes through a network that loses, cuts and
delays, while nodes and terminals are killed and frozen, the store is compacted, filled and taken apart. An observer
reads every revision; what was told is checked against it, and against the audit at the end. It uses clusters of its own.

  --orders N       how many orders are made at least (300)
  --nodes 3|5      how many nodes (3)
  --terminals N    how many terminals (4)
  --seed N         repeats what was drawn; the processes' timing is never the same (drawn)
  --mutant NAME    with a wrong engine; \`list\` names them, \`all\` lets each loose until it is caught,
                   after the right engine in the same weather
  --full           20 seeds from --seed on (1), each on 3 and on 5 nodes: 40 runs of 250 orders by 8 terminals, 10,000
                   in all, as a table in markdown, in about an hour; --orders N is then for each run, as is
                   --terminals N. A run in which too little happened is made once more with another seed

With --json the last line is {"orders","faults","ambiguous","oversold","lost","duplicated","void","ok",…}.`,
  options: {
    ...{ orders: { type: 'string' }, nodes: { type: 'string' }, terminals: { type: 'string' } },
    ...{ seed: { type: 'string' }, mutant: { type: 'string' }, full: { type: 'boolean' } },
  },

  async run(invocation) {
    const { flags, values, positionals, io, signal } = invocation
    if (positionals.length > 0)
      throw new CommandFailure(`campaign takes flags only, not "${positionals[0]}".`, 2)
    const mutant = mutantOf(values.mutant)
    if (mutant === 'list') {
      for (const [name, { breaks }] of Object.entries(mutants)) io.out(`${name.padEnd(26)}${breaks}`)
      return 0
    }
    if (mutant === 'all') return everyMutant(invocation)
    if (values.full) return runFull(invocation)
    const seed = countOf(values, 'seed', Math.floor(Math.random() * 1_000_000), 0)
    const result = await runCampaign({
      ...{ ...wholeRun, seed, mutant, signal, nodes: nodesOf(values) },
      orders: countOf(values, 'orders', 300),
      terminals: countOf(values, 'terminals', 4),
      onProgress: sentence => io.err(sentence),
    })
    if (flags.json) io.out(JSON.stringify(result))
    else for (const line of reportLines(result)) io.out(line)
    return result.ok ? 0 : 1
  },
}

async function everyMutant({ values, flags, io, signal }: Invocation): Promise<number> {
  io.out('| mutant | caught in | by | s |')
  io.out('|---|---|---|---|')
  const { hunts, controls } = await huntAll(countOf(values, 'seed', 1, 0), {
    signal,
    onHunt: hunt => io.out(huntRow(hunt)),
    onControl: control => io.out(controlRow(control)),
  })
  const caught = hunts.filter(hunt => hunt.caught).length
  const kept = controls.every(control => control.kept)
  if (flags.json) io.out(JSON.stringify({ mutants: hunts.length, caught, kept, hunts, controls }))
  return kept && caught === hunts.length ? 0 : 1
}

function mutantOf(value: string | boolean | undefined): string | undefined {
  if (typeof value !== 'string') return undefined
  if (value === 'list' || value === 'all' || Object.hasOwn(mutants, value)) return value
  throw new CommandFailure(`There is no mutant ${value}. There are ${Object.keys(mutants).join(', ')}.`, 2)
}

function nodesOf(values: Invocation['values']): 3 | 5 {
  const nodes = countOf(values, 'nodes', 3)
  if (nodes !== 3 && nodes !== 5) throw new CommandFailure('--nodes wants 3 or 5.', 2)
  return nodes
}
