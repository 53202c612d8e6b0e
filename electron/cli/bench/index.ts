import { type Command, CommandFailure } from '../command'

/** What `cli bench` can measure, each loaded when it is asked for. */
const benches: Record<string, { summary: string; load(): Promise<Command['run']> }> = {
  sale: {
    summary: 'committed orders a second of terminals, beside the same transactions',
    load: async () => (await import('./sale')).benchSale,
  },
  hold: {
    summary: 'of the same, places that are held and then sold',
    load: async () => (await import('./sale/hold')).benchHold,
  },
  best: {
    summary: 'the best two seats at every terminal, beside any two',
    load: async () => (await import('./best')).benchBest,
  },
  rivals: {
    summary: 'a hot event sold out by claims, by a counter, and by TickETCD’s get-then-put',
    load: async () => (await import('./rivals')).benchRivals,
  },
  group: {
    summary: 'a group of 500 held and sold on an idle cluster, beside the same transactions',
    load: async () => (await import('./group')).benchGroup,
  },
  failover: {
    summary: 'the leader killed under load: the longest time without an order, beside tuned bare clients',
    load: async () => (await import('./failover')).benchFailover,
  },
  slope: {
    summary: 'a commit after a hundredth, a tenth and all of --sold orders, on three clusters in turns',
    load: async () => (await import('./slope')).benchSlope,
  },
  watch: {
    summary: 'from a sale to the store of another window, beside a bare watch',
    load: async () => (await import('./watch')).benchWatch,
  },
  snapshot: {
    summary: 'the picture of twenty events with 50,000 slots each, beside bare pages, and its memory',
    load: async () => (await import('./snapshot')).benchSnapshot,
  },
  start: {
    summary: 'a second npm start to a counter that answers, beside bare etcd and a bare page',
    load: async () => (await import('./start')).benchStart,
  },
  import: {
    summary: 'populate, beside one put after another',
    load: async () => (await import('./import')).benchImport,
  },
}

export const benchCommand: Command = {
  usage: `${Object.keys(benches).join('|')} [--clients N] [--pairs N] [--nodes N] [--sold N]`,
  help: `Measures one thing beside the raw operation of etcd, on a cluster of its own: the median of interleaved pairs
and its 95 % interval.

${Object.entries(benches)
  .map(([name, { summary }]) => `  ${name.padEnd(12)}${summary}`)
  .join('\n')}

  --clients N        how many at once, where that can be chosen
  --pairs N          how many pairs, at least 12 for a figure to be quoted (12)
  --nodes N          how many nodes, where that can be chosen: 1, 3 or 5 (3)
  --sold N           for slope: how many orders the fullest cluster has (500000)`,
  options: {
    clients: { type: 'string' },
    pairs: { type: 'string' },
    nodes: { type: 'string' },
    sold: { type: 'string' },
  },

  async run(invocation) {
    const [name, ...more] = invocation.positionals
    const bench = name !== undefined && Object.hasOwn(benches, name) ? benches[name] : undefined
    if (!bench || more.length > 0)
      throw new CommandFailure(`bench takes one of ${Object.keys(benches).join(', ')}.`, 2)
    return (await bench.load())(invocation)
  },
}
