import { createInterface } from 'node:readline'
import { createRouterClient } from '@orpc/server'
import { createApp } from '../app'
import { quietLog } from './log'

/*
 * The whole application in a process of its own, for tests that kill it: node --import tsx app-process.ts
 * '{"dataDir","endpoints","namespace"}'. It writes a line when it is ready, and answers each line of JSON
 * `{"call":"selling.hold","input":{…}}` with one.
 */

const app = createApp({ ...JSON.parse(process.argv[2] ?? '{}'), log: quietLog, version: '0.0.0-test' })
await app.ready
const page = createRouterClient(app.router, { context: app.openPage() }) as unknown
const say = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`)
say({ ready: true })

for await (const line of createInterface({ input: process.stdin })) {
  const { call, input } = JSON.parse(line) as { call: string; input: unknown }
  const procedure = call.split('.').reduce((node, name) => (node as Record<string, unknown>)[name], page) as (
    input: unknown,
  ) => Promise<unknown>
  say(
    await procedure(input).then(
      value => ({ value }),
      (error: unknown) => ({ problem: String(error) }),
    ),
  )
}
