import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { defaultDataDir } from '../data-folder'

/** What the person who starts the application may choose. */
export interface Flags {
  headless: boolean
  dataDir: string
  /** The browser host's port; 0 draws a free one. */
  port: number
  /** The cluster to use; the embedded one when there are none. */
  endpoints: string[]
  demo: boolean
  /** How many nodes the embedded cluster has. */
  nodes: 1 | 3 | 5
}

/** A command line that cannot be followed; the message is a sentence. */
export class FlagFailure extends Error {
  override readonly name = 'FlagFailure'
}

export const USAGE = `npm start -- [flags]
  --headless         no window: prints {"url","endpoints"} and runs until it is ended
  --data-dir DIR     where this terminal keeps its data
  --port N           the port on 127.0.0.1; a free one unless told
  --endpoints URLS   the cluster's client URLs, separated by commas; an embedded cluster unless told
  --demo             fills an empty cluster with the demonstration house
  --nodes N          nodes of the embedded cluster: 1, 3 or 5; 3 unless told`

/**
 * @param args the command line after the program and its script.
 * @param others flags that are not ours: refused, or left to Chromium, which shares Electron's command line.
 * @throws FlagFailure
 */
export function parseFlags(args: readonly string[], others: 'refused' | 'ignored' = 'refused'): Flags {
  const values = others === 'refused' ? parsed(args) : parsed(args.filter(isOurs), true)
  return {
    headless: values.headless,
    dataDir: values['data-dir'] === undefined ? defaultDataDir() : resolve(values['data-dir']),
    port: portOf(values.port),
    endpoints: values.endpoints === undefined ? [] : endpointsOf(values.endpoints),
    demo: values.demo,
    nodes: nodesOf(values.nodes),
  }
}

const OPTIONS = {
  headless: { type: 'boolean', default: false },
  'data-dir': { type: 'string' },
  port: { type: 'string', default: '0' },
  endpoints: { type: 'string' },
  demo: { type: 'boolean', default: false },
  nodes: { type: 'string', default: '3' },
} as const

/** Everything but Chromium's switches, which never take the next argument as their value. */
function isOurs(arg: string): boolean {
  const name = /^--([^=]+)/.exec(arg)?.[1]
  return name === undefined ? !arg.startsWith('-') : name in OPTIONS
}

function parsed(args: readonly string[], allowPositionals = false) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals }).values
  } catch (error) {
    // Node's message says which flag; its first sentence is enough.
    throw new FlagFailure(`${(error as Error).message.split(/\.\s/)[0]?.replace(/\.?$/, '.')}`)
  }
}

function portOf(text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new FlagFailure(`--port takes a number up to 65535, not "${text}".`)
  return port
}

function nodesOf(text: string): Flags['nodes'] {
  const nodes = Number(text)
  if (nodes === 1 || nodes === 3 || nodes === 5) return nodes
  throw new FlagFailure(`--nodes takes 1, 3 or 5, not "${text}".`)
}

function endpointsOf(text: string): string[] {
  return text.split(',').map(part => {
    const endpoint = part.trim()
    const { protocol, port } = URL.canParse(endpoint) ? new URL(endpoint) : { protocol: '', port: '' }
    if ((protocol !== 'http:' && protocol !== 'https:') || port === '')
      throw new FlagFailure(`--endpoints takes URLs such as http://10.0.0.1:2379, not "${endpoint}".`)
    return endpoint
  })
}
