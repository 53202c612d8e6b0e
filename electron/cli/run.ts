import { type ParseArgsConfig, parseArgs } from 'node:util'
import { LocalClusterFailure } from '../cluster/local/failure'
import { ClusterFailure } from '../cluster/model'
import { DataFolderFailure } from '../data-folder/failure'
import { defaultDataDir } from '../data-folder/locations'
import { type Command, CommandFailure, type CommonFlags, type Io } from './command'

/** A command is only loaded when it is called: each starts as fast as if it were alone. */
const commands: Record<string, { summary: string; load(): Promise<Command> }> = {
  populate: {
    summary: 'fills the cluster with realistic data',
    load: async () => (await import('./populate')).populateCommand,
  },
  query: {
    summary: 'reads keys, also of the past',
    load: async () => (await import('./query')).queryCommand,
  },
  audit: {
    summary: 'checks that every sale, place and number agrees',
    load: async () => (await import('./audit')).auditCommand,
  },
  bench: {
    summary: 'measures beside the raw operation of etcd',
    load: async () => (await import('./bench')).benchCommand,
  },
  campaign: {
    summary: 'sells under faults, and checks what came of it',
    load: async () => (await import('./campaign')).campaignCommand,
  },
}

const commonOptions = {
  endpoints: { type: 'string' },
  'data-dir': { type: 'string' },
  namespace: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} satisfies ParseArgsConfig['options']

const commonHelp = `On every command:
  --endpoints URLS   the cluster, as URLs between commas; else the embedded cluster of the data folder,
                     which is started for the time it is needed when it is not running
  --data-dir DIR     the data folder; else the application's
  --namespace NAME   what stands before every key; else ticketcd/
  --json             the last line of the output is one JSON value
  --help             this`

/** Runs `args` as typed after `npm run cli --`. @returns the exit status. */
export async function runCli(args: readonly string[], io: Io, signal: AbortSignal): Promise<number> {
  try {
    return await dispatch(args, io, signal)
  } catch (error) {
    const failure = asFailure(error)
    if (!failure) throw error
    io.err(failure.message)
    return failure.exitStatus
  }
}

async function dispatch(args: readonly string[], io: Io, signal: AbortSignal): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || name === 'help' || name.startsWith('-')) {
    io.out(overview())
    return name === undefined ? 2 : 0
  }
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!entry)
    throw new CommandFailure(`There is no command ${name}. There are ${Object.keys(commands).join(', ')}.`, 2)
  const command = await entry.load()
  const { values, positionals } = parse(rest, { ...commonOptions, ...command.options }, name)
  if (values.help) {
    io.out(`npm run cli -- ${name} ${command.usage}\n\n${command.help}\n\n${commonHelp}`)
    return 0
  }
  return command.run({ flags: commonFlags(values), values, positionals, io, signal })
}

function overview(): string {
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(12)}${summary}`)
  return `npm run cli -- COMMAND …\n\n${lines.join('\n')}\n\n${commonHelp}`
}

type Values = Record<string, string | boolean | undefined>

function parse(args: string[], options: NonNullable<ParseArgsConfig['options']>, name: string) {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: true })
    return { values: values as Values, positionals }
  } catch (error) {
    const [sentence] = error instanceof Error ? error.message.split('. ') : []
    throw new CommandFailure(`${sentence}. See: npm run cli -- ${name} --help`, 2, { cause: error })
  }
}

function commonFlags(values: Values): CommonFlags {
  const { endpoints, namespace, json } = values
  const dataDir = values['data-dir']
  return {
    endpoints: typeof endpoints === 'string' ? endpointsOf(endpoints) : [],
    dataDir: typeof dataDir === 'string' ? dataDir : defaultDataDir(),
    namespace: typeof namespace === 'string' ? namespace : undefined,
    json: json === true,
  }
}

function endpointsOf(text: string): string[] {
  const endpoints = text.split(',').map(endpoint => endpoint.trim())
  const wrong = endpoints.find(endpoint => !/^https?:\/\/[^/\s]+$/.test(endpoint))
  if (wrong !== undefined)
    throw new CommandFailure(`--endpoints wants URLs such as http://127.0.0.1:2379, not "${wrong}".`, 2)
  return endpoints
}

/** What is told as a sentence; anything else is a bug and keeps its stack. */
function asFailure(error: unknown): CommandFailure | undefined {
  if (error instanceof CommandFailure) return error
  if (error instanceof LocalClusterFailure || error instanceof DataFolderFailure)
    return new CommandFailure(error.message)
  if (!(error instanceof ClusterFailure)) return undefined
  if (error.reason === 'compacted')
    return new CommandFailure('That revision is too old: the cluster has compacted it away.')
  return new CommandFailure(
    error.kind === 'refused'
      ? `The cluster refused: ${error.message}.`
      : `The cluster did not answer: ${error.message}.`,
  )
}
