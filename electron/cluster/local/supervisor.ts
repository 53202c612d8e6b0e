/**
 * The process between the application and its etcd nodes. It starts them, starts them again when they die, and ends
 * them when its stdin closes, which the operating system does for it however the application ends. It uses Node's
 * builtins alone, so that it is up in some tens of milliseconds.
 */
import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { get } from 'node:http'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { identify, kill, type ProcessIdentity } from './processes'
import type { NodeEvent, NodePlan, ProcessRecord, SupervisorPlan } from './supervisor-protocol'

const firstBackoffMs = 250
const lastBackoffMs = 15_000
/** A node that ran this long was well; its next death is a new story. */
const healthyAfterMs = 30_000
/**
 * How long nodes may take to end by themselves. etcd is safe to kill at any moment, and asked to end it has closed its
 * files within milliseconds; the seconds it then waits for its peers, who are ending too, are for nothing.
 */
const politeMs = 500

/** How long the next node waits for one that does not answer. */
const answerMs = 1_000
const askAgainMs = 5

interface RunningNode {
  child: ChildProcess
  identity: ProcessIdentity | undefined
}

let ending = false
const running = new Map<string, RunningNode>()
const restarts = new Set<NodeJS.Timeout>()
let recorded = Promise.resolve()

function tell(event: NodeEvent): void {
  process.stdout.write(`${JSON.stringify(event)}\n`)
}

async function startAll(plan: SupervisorPlan): Promise<void> {
  for (const node of plan.nodes) {
    if (ending) return
    start(plan, node, firstBackoffMs)
    if (node.answersAt) await untilAnswers(node.answersAt)
  }
}

/** Resolves when somebody answers there, or nobody did in time: then the next node's start has to do without. */
async function untilAnswers(url: string): Promise<void> {
  const deadline = performance.now() + answerMs
  while (!ending && performance.now() < deadline && !(await answers(url))) await delay(askAgainMs)
}

function answers(url: string): Promise<boolean> {
  return new Promise(resolve => {
    const request = get(url, { timeout: answerMs, agent: false }, response => {
      response.resume()
      resolve(true)
    })
    request.once('timeout', () => request.destroy())
    request.once('error', () => resolve(false))
  })
}

/** Starts a node, and again `backoffMs` after its death, each time waiting twice as long. */
function start(plan: SupervisorPlan, node: NodePlan, backoffMs: number): void {
  const startedAt = performance.now()
  let over = false
  const ended = (exitCode: number | null, signal: string | null, problem?: string) => {
    if (over) return
    over = true
    running.delete(node.name)
    if (ending) return
    const restartInMs = performance.now() - startedAt > healthyAfterMs ? firstBackoffMs : backoffMs
    tell({ type: 'exited', name: node.name, exitCode, signal, restartInMs, ...(problem && { problem }) })
    const timer = setTimeout(() => {
      restarts.delete(timer)
      start(plan, node, Math.min(restartInMs * 2, lastBackoffMs))
    }, restartInMs)
    restarts.add(timer)
  }

  try {
    const child = spawnNode(node)
    child.once('error', error => ended(null, null, error.message))
    child.once('exit', (code, signal) => ended(code, signal))
    if (child.pid !== undefined) note(plan, node.name, child, child.pid)
  } catch (error) {
    // Such as a disk that is full, or a data folder that was removed.
    ended(null, null, String(error))
  }
}

function spawnNode(node: NodePlan): ChildProcess {
  const stderr = openSync(node.stderrPath, 'w')
  try {
    const stdio: StdioOptions = ['ignore', 'ignore', stderr]
    return spawn(node.command, node.arguments, { stdio, env: environment(), windowsHide: true })
  } finally {
    closeSync(stderr)
  }
}

function note(plan: SupervisorPlan, name: string, child: ChildProcess, pid: number): void {
  const entry: RunningNode = { child, identity: undefined }
  running.set(name, entry)
  tell({ type: 'started', name, pid })
  recorded = recorded
    .then(async () => {
      entry.identity = await identify(pid)
      await record(plan)
    })
    .catch((error: unknown) => {
      process.stderr.write(`The record of running nodes could not be written: ${error}\n`)
    })
}

/** etcd takes ETCD_… variables for flags, and refuses to start when one says something else than its command line. */
function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(ETCD_|ELECTRON_RUN_AS_NODE$)/.test(name)),
  )
}

async function record(plan: SupervisorPlan): Promise<void> {
  const supervisor = await identify(process.pid)
  if (supervisor === undefined) return
  const nodes = [...running.values()].flatMap(node => node.identity ?? [])
  const content: ProcessRecord = { owner: plan.owner, supervisor, nodes }
  const draft = `${plan.recordPath}.new`
  await writeFile(draft, JSON.stringify(content), { mode: 0o600 })
  await rename(draft, plan.recordPath)
}

async function end(plan: SupervisorPlan): Promise<void> {
  ending = true
  for (const timer of restarts) clearTimeout(timer)
  const children = [...running.values()].map(node => node.child)
  const gone = children.map(child => new Promise(resolve => child.once('close', resolve)))
  for (const { pid } of children) {
    if (pid === undefined) continue
    kill(pid, 'SIGTERM')
    // A frozen process would not hear it.
    if (process.platform !== 'win32') kill(pid, 'SIGCONT')
  }
  const patience = setTimeout(() => {
    for (const child of children) child.kill('SIGKILL')
  }, politeMs)
  await Promise.all([...gone, recorded])
  clearTimeout(patience)
  await rm(plan.recordPath, { force: true })
}

async function main(): Promise<void> {
  // The application may be gone before us; what we have to tell is then for nobody.
  process.stdout.on('error', () => undefined)
  const orders = createInterface({ input: process.stdin })
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => orders.close())
  // Ctrl-C in a terminal reaches every process at once; only the application decides what it means.
  process.on('SIGINT', () => undefined)

  let plan: SupervisorPlan | undefined
  for await (const line of orders) {
    const given: SupervisorPlan = JSON.parse(line)
    plan = given
    void startAll(given)
  }
  if (plan) await end(plan)
  process.stdin.destroy()
}

await main()
