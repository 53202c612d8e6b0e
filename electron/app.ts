import { hostname } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import type { Order } from '#shared/domain/order'
import { Refusal } from '#shared/errors/refusals'
import { type LocalCluster, obtainEtcd, startLocalCluster } from './cluster/local'
import { ClusterFailure, type Connection } from './cluster/model'
import {
  defaultCacheDir,
  readTerminalId,
  readTicketKey,
  writeTerminalId,
  writeTicketKey,
} from './data-folder'
import { defaultNamespace, keyspace } from './keyspace'
import type { Log } from './logging/log'
import { createReplica, type Replica } from './replica'
import { type AppRouter, createRouter, type Services } from './router'
import { openPage, type Page } from './router/page'
import { createBook } from './services/book'
import { type Clock, systemClock } from './services/clock'
import { createCodes } from './services/codes'
import { createCustomers } from './services/customers'
import { createEvents } from './services/events'
import { createOrders, readOrder } from './services/orders'
import { createPaper, type Paper } from './services/paper'
import { thenPrint } from './services/paper/after-sale'
import { createSelling, type Selling } from './services/selling'
import { changeLimits } from './services/selling/changes/change-limits'
import { keepTime } from './services/selling/expiry'
import { holdLimits } from './services/selling/hold-limits'
import type { Seller } from './services/selling/seller'
import { createSettings } from './services/settings'
import { enrol } from './services/terminal/enrol'
import { keepPresence } from './services/terminal/presence'
import { createStatusBoard, type StatusBoard } from './services/terminal/status'
import { createUsers } from './services/users'
import { createApprovals } from './services/users/approvals'
import { createPins } from './services/users/pins'
import { welcomeOf } from './welcome'

export interface AppOptions {
  /** This terminal's own folder; the caller has claimed it. */
  dataDir: string
  /** An existing cluster. Without any, this terminal runs its own on this computer. */
  endpoints?: readonly string[] | undefined
  namespace?: string | undefined
  /** Fill an empty cluster with the demonstration house. */
  demo?: boolean | undefined
  /** How many etcd processes the embedded cluster has. */
  nodes?: 1 | 3 | 5 | undefined
  version: string
  log: Log
  clock?: Clock | undefined
}

/** One terminal, running. */
export interface App {
  readonly router: AppRouter
  openPage(): Page
  /** The cluster's endpoints, as soon as they are known. */
  readonly endpoints: Promise<readonly string[]>
  /** Settles when the terminal can sell; rejects with a sentence for a person when it never will. */
  readonly ready: Promise<void>
  close(): Promise<void>
}

/** How long a basket holds its places when `config:selling` does not say. */
const defaultHoldTtlMs = 10 * 60_000
/** The demonstration house is the same everywhere, but for its dates. */
const demoSeed = 1
/** Between two tries to reach a cluster that does not answer while the terminal comes up. */
const reachAgainMs = 500

/** Wires a terminal and starts it. Returns at once: a page may connect, and is told what is being done. */
export function createApp(options: AppOptions): App {
  const { dataDir, log, clock = systemClock } = options
  const status = createStatusBoard(clock)
  const closing = new AbortController()
  /** What is running, in the order it was started; closed from its end. */
  const running: (() => void | Promise<void>)[] = [() => status.close()]
  let services: Services | undefined

  const cluster = reachCluster(options, status, running)
  const ready = cluster.then(async local => {
    const terminal = { ...options, clock, status, local, signal: closing.signal }
    services = await startTerminal(terminal, running)
  })
  // Whoever waits for them hears of it; nobody has to.
  for (const promise of [cluster, ready]) promise.catch(() => {})

  const stopAll = async () => {
    for (const stop of running.splice(0).reverse()) await stop()
  }

  return {
    router: createRouter({ status, services: () => services, log }),
    openPage,
    endpoints: cluster.then(({ endpoints }) => endpoints),
    ready,
    async close() {
      closing.abort()
      services = undefined
      // What still comes up fails at once without its connection, and is closed when it has.
      await stopAll()
      await ready.catch(() => {})
      await stopAll()
      log.info({ 'event.action': 'app-closed', 'file.path': dataDir }, 'closed')
    },
  }
}

/** etcd's client takes 0.3 s to load: it does so while the nodes start, not before. */
const loadClient = () => import('./cluster/connection')

interface DemoOptions {
  connection: Connection
  replica: Replica
  clock: Clock
  status: StatusBoard
  log: Log
}

interface Reached {
  endpoints: readonly string[]
  nameOf(endpoint: string): string
}

async function reachCluster(
  options: AppOptions,
  status: StatusBoard,
  running: (() => Promise<void> | void)[],
): Promise<Reached> {
  const { dataDir, endpoints, nodes = 3, log } = options
  if (endpoints && endpoints.length > 0)
    return { endpoints, nameOf: endpoint => endpoint.replace(/^https?:\/\//, '') }
  status.starting('Looking for etcd')
  const binary = await obtainEtcd({
    cacheDir: defaultCacheDir(),
    log,
    onProgress: sentence => status.starting(sentence),
  })
  if (binary.belowFloor)
    status.warn(
      `etcd ${binary.version} is past its end of life and has known faults. Use it for a demonstration only.`,
    )
  status.starting(
    nodes === 1 ? 'Starting etcd on this computer' : `Starting ${nodes} etcd nodes on this computer`,
  )
  const local: LocalCluster = await startLocalCluster({ dataDir, nodes, binary, log, onNode: loadClient })
  running.push(() => local.stop())
  return {
    endpoints: local.endpoints,
    nameOf: endpoint => local.nodes.find(node => node.endpoint === endpoint)?.name ?? endpoint,
  }
}

async function startTerminal(
  options: AppOptions & { clock: Clock; status: StatusBoard; local: Reached; signal: AbortSignal },
  running: (() => Promise<void> | void)[],
): Promise<Services> {
  const { dataDir, clock, status, local, log, signal, version } = options
  status.starting('Reading what is on sale')
  const known = await readTerminalId(dataDir)
  const { connect } = await loadClient()
  const connection = connect({
    endpoints: [...local.endpoints],
    namespace: options.namespace ?? defaultNamespace,
    seed: known ?? dataDir,
    log,
  })
  running.push(() => connection.close())
  const replica = createReplica({ connection, log, now: () => clock.now() })
  running.push(() => replica.close())

  const folder = `${hostname()}:${dataDir}`
  const own = {
    folder,
    read: async () => known,
    write: (terminalId: string) => writeTerminalId(dataDir, terminalId),
  }
  const terminalId = await untilReached(() => enrol(connection, own, clock), status, signal)
  const beats = { connection, terminalId, folder, clock, log, onBeat: status.beat }
  const presence = await untilReached(() => keepPresence(beats), status, signal)
  running.push(() => presence.close())

  const book = createBook({ connection, terminalId, clock })
  const selling = await createSelling({
    ...{ connection, replica, terminalId, dataDir, clock, book, log },
    holdTtlMs: () => holdTtlMs(replica),
  })
  running.push(() => selling.close())
  await unlessAborted(replica.ready, signal)
  await untilReached(() => selling.recover(), status, signal)
  const keys = {
    read: () => readTicketKey(dataDir),
    write: (privateKey: string) => writeTicketKey(dataDir, privateKey),
  }
  const paper = await untilReached(
    () =>
      createPaper({
        ...{ connection, replica, terminalId, dataDir, clock, book, keys, log },
        readOrder: orderId => readOrder(connection, orderId),
      }),
    status,
    signal,
  )
  running.push(() => paper.close())
  for (const { order } of selling.recovered()) await paper.recovered(order)
  const demo = { connection, replica, clock, status, log }
  if (options.demo) await untilReached(() => fillWithDemo(demo), status, signal)

  const expiry = keepTime({ connection, replica, clock, random: Math.random, terminalId, selling, log })
  running.push(() => expiry.close())
  const events = createEvents({
    ...{ connection, replica, terminalId, clock, book, log },
    refundEvent: selling.refundEvent,
  })
  running.push(() => events.close())

  const customers = createCustomers({ connection, book, log })
  running.push(() => customers.close())
  const orders = createOrders({
    ...{ connection, replica, terminalId, clock, log, buyers: customers },
    limits: () => ({ ...changeLimits(replica) }),
  })

  status.attach({ connection, replica, terminalId, nameOf: local.nameOf })
  return {
    ...{ connection, replica, paper, selling: printing(selling, paper) },
    users: createUsers({ connection, replica, book, clock }),
    pins: createPins({ connection, book }),
    approvals: createApprovals(clock),
    events,
    codes: createCodes({ connection, book }),
    settings: createSettings({
      ...{ connection, replica, book, terminalId },
      inForce: () => ({ holdTtlMs: holdTtlMs(replica), ...holdLimits(replica), ...changeLimits(replica) }),
    }),
    customers,
    orders,
    welcome: () => welcomeOf(replica.state, { version, terminalId }),
    setUpDemo: () => fillWithDemo(demo),
  }
}

/** Selling, and what a sale or a step on an order prints by itself at the terminal it is made at. */
function printing(selling: Selling, paper: Paper): Selling {
  const sold = (order: Order) => paper.sold(order)
  const after = <Step extends { operationId: string }>(make: (by: Seller, step: Step) => Promise<Order>) =>
    thenPrint(
      make,
      order => order,
      (order, _by, { operationId }) => paper.afterStep(order, operationId),
    )
  const receipt = (made: { order: Order } | undefined) => made?.order
  return {
    ...selling,
    commit: thenPrint(selling.commit, receipt, sold),
    sellAtOnce: thenPrint(selling.sellAtOnce, receipt, sold),
    settle: thenPrint(selling.settle, receipt, sold),
    collect: after(selling.collect),
    settlePayment: after(selling.settlePayment),
    payInstead: after(selling.payInstead),
    exchange: after(selling.exchange),
    refund: after(selling.refund),
    void: after(selling.void),
    paidBack: after(selling.paidBack),
    swap: thenPrint(
      selling.swap,
      order => order,
      (_order, _by, step) => paper.swapped(step),
    ),
    // The answer to one of these was lost, and it was carried out.
    settleStep: thenPrint(
      selling.settleStep,
      order => order,
      (order, { operationId }) => paper.afterStep(order, operationId),
    ),
  }
}

function holdTtlMs(replica: Replica): number {
  const setting = replica.state.settings.get('config:selling') as { holdTtlMs?: number } | undefined
  return setting?.holdTtlMs ?? defaultHoldTtlMs
}

/** What `promise` settles to; rejects when `signal` aborts first. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

/** Tries again for as long as the cluster does not answer: a till may be switched on before the machines it uses. */
async function untilReached<T>(work: () => Promise<T>, status: StatusBoard, signal: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await unlessAborted(work(), signal)
    } catch (error) {
      if (!(error instanceof ClusterFailure) || error.kind === 'refused' || signal.aborted) throw error
      status.starting('Waiting for the cluster to answer')
      await pause(reachAgainMs, undefined, { signal })
    }
  }
}

/** @throws Refusal `ALREADY_SET_UP` when the cluster has data of its own. */
async function fillWithDemo({ connection, replica, clock, status, log }: DemoOptions): Promise<number> {
  // Its texts and seat plans are needed once in the life of a cluster.
  const { loadDemo } = await import('./demo')
  const onProgress = (sentence: string) => status.starting(sentence)
  const loaded = await loadDemo({ connection, now: clock.now(), seed: demoSeed, log, onProgress })
  if (loaded.outcome === 'not-empty') throw new Refusal('ALREADY_SET_UP', {})
  const marked = await connection.get(keyspace.config.demo.key())
  if (marked) await replica.reached(marked.modRevision)
  return loaded.outcome === 'loaded' ? loaded.users : 0
}
