import { withCluster } from '../cluster-access'
import { type Command, CommandFailure } from '../command'
import { auditKeyspace } from './audit-keyspace'
import { reportLines } from './report'
import { miscounts } from './terminal-counts'

/** `cli audit`: reads everything at one revision and checks every invariant. */
export const auditCommand: Command = {
  usage: '[--revision N] [--terminals ADDRESS,…]',
  help: `Reads the whole keyspace at one revision and checks it without the code that wrote it: who has which place and
who says so, leases, money, order and receipt numbers, the chain of audit records, purchases, and every value's shape.
What is wrong is named with its keys. The exit status is 0 only when nothing is.

  --revision N             as it was at that revision; else the newest
  --terminals ADDRESS,…    also compares what these running terminals show; their addresses, as a browser opens them

With --json the last line is {"ok","revision","orders","claims","violations":[{"rule","keys","detail"}]}.`,
  options: { revision: { type: 'string' }, terminals: { type: 'string' } },

  async run(invocation) {
    const { flags, values, positionals, io, signal } = invocation
    if (positionals.length > 0)
      throw new CommandFailure(`audit takes flags only, not "${positionals[0]}".`, 2)
    const asked = revisionOf(values.revision)
    const onProgress = () => {
      if (signal.aborted) throw new CommandFailure('Stopped before everything was read.')
    }
    const terminals = addressesOf(values.terminals)
    const result = await withCluster(invocation, async connection => {
      const audited = await auditKeyspace(connection, { revision: asked, onProgress })
      for await (const violation of miscounts(connection, terminals)) audited.violations.push(violation)
      return audited
    })
    const { revision, orders, claims, violations } = result
    const ok = violations.length === 0
    if (flags.json) io.out(JSON.stringify({ ok, revision, orders, claims, violations }))
    else for (const line of reportLines(result)) io.out(line)
    return ok ? 0 : 1
  },
}

function addressesOf(text: string | boolean | undefined): string[] {
  const addresses = typeof text === 'string' ? text.split(',') : []
  for (const address of addresses)
    if (!URL.canParse(address))
      throw new CommandFailure(
        `--terminals names addresses such as http://127.0.0.1:4100/?token=…, not "${address}".`,
        2,
      )
  return addresses
}

function revisionOf(text: string | boolean | undefined): number | undefined {
  if (text === undefined) return undefined
  const revision = Number(text)
  if (Number.isSafeInteger(revision) && revision > 0) return revision
  throw new CommandFailure(`--revision is a number such as 1200, not "${text}".`, 2)
}
