import { type Command, CommandFailure } from '../command'

/** What `cli bench` can measure, each loaded when it is asked for. */
const benches: Record<string, { summary: string; load(): Promise<Command['run']> }> = {
  import: {
    summary: 'populate, beside one put after another',
    load: async () => (await import('./import')).benchImport,
  },
}

export const benchCommand: Command = {
  usage: `${Object.keys(benches).join('|')} [--clients N] [--pairs N]`,
  help: `Measures one thing beside the raw operation of etcd, on a cluster of its own: the median of interleaved pairs
and its 95 % interval.

${Object.entries(benches)
  .map(([name, { summary }]) => `  ${name.padEnd(12)}${summary}`)
  .join('\n')}

  --clients N        how many at once, where that can be chosen
  --pairs N          how many pairs, at least 12 for a figure to be quoted (12)`,
  options: { clients: { type: 'string' }, pairs: { type: 'string' } },

  async run(invocation) {
    const [name, ...more] = invocation.positionals
    const bench = name !== undefined && Object.hasOwn(benches, name) ? benches[name] : undefined
    if (!bench || more.length > 0)
      throw new CommandFailure(`bench takes one of ${Object.keys(benches).join(', ')}.`, 2)
    return (await bench.load())(invocation)
  },
}
