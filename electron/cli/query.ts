import { keyspaceQuery } from '#shared/contract/admin'
import { queryKeyspace } from '../services/admin/query'
import { withCluster } from './cluster-access'
import { type Command, CommandFailure } from './command'

/** `cli query JSON`: what the keys say, now or at a revision. Hashes of passwords are never shown. */
export const queryCommand: Command = {
  usage: 'JSON',
  help: `Prints the rows that answer JSON, one JSON value a line; with --json one value with all of them.

  {"get":"event:salt-road-1"}             one key
  {"prefix":"order:","limit":20}          every key that begins so, 1000 unless told otherwise
  {"range":["claim:a","claim:b"]}         from the first up to, not including, the second

Each may name a "revision" of the past. Keys are without the namespace.`,
  options: {},

  async run(invocation) {
    const { flags, io, positionals } = invocation
    const question = parseQuestion(positionals)
    const answer = await withCluster(invocation, connection => queryKeyspace(connection, question))
    if (flags.json) io.out(JSON.stringify(answer))
    else for (const row of answer.rows) io.out(JSON.stringify(row))
    if (answer.more) io.err(`There are more than these ${answer.rows.length}: ask with a higher "limit".`)
    return 0
  },
}

function parseQuestion(positionals: readonly string[]) {
  const [text, ...more] = positionals
  if (text === undefined || more.length > 0)
    throw new CommandFailure(`query takes one JSON value, such as '{"prefix":"event:"}'.`, 2)
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new CommandFailure(`${text} is not JSON. A query is one, such as '{"prefix":"event:"}'.`, 2, {
      cause: error,
    })
  }
  const parsed = keyspaceQuery.safeParse(json)
  if (parsed.success) return parsed.data
  throw new CommandFailure(
    `${text} is not a query: that is {"get":KEY}, {"prefix":KEY,"limit":N} or {"range":[FROM,TO],"limit":N}, ` +
      'N at most 10000, each with an optional "revision".',
    2,
  )
}
