import { join } from 'node:path'
import { type AnyRouter, implement, os as plain } from '@orpc/server'
import pino from 'pino'
import type { EventSummary, House, HouseChange } from '#shared/contract/events'
import { contract } from '#shared/contract/index'
import type { Basket } from '#shared/contract/selling'
import { startBrowserHost } from '../../electron/browser-host'
import { pageFiles } from '../../electron/hosting/page-files'
import { servePages } from '../../electron/router/serve'

/** A terminal that plays back: the built page is served a house and what happens in it, and no cluster is near. */
export interface RecordedTerminal extends AsyncDisposable {
  /** What a page is opened at, with the house on its screen. */
  readonly address: string
  /** Tells every page of a change. */
  play(change: HouseChange): void
}

const page = join(import.meta.dirname, '..', '..', 'out', 'renderer')
const eventId = 'arena'

export async function startRecordedTerminal(house: House): Promise<RecordedTerminal> {
  const log = pino({ level: 'silent' })
  const told = new Set<(change: HouseChange) => void>()
  const baskets = new Set<(baskets: Basket[]) => void>()
  let revision = 1
  let open: Basket[] = []
  const rows = new Set<(row: EventSummary) => void>()
  const play = (change: HouseChange) => {
    revision++
    for (const tell of told) tell(change)
    // As a terminal does: the event's row in the list is another one, too.
    const sold = revision % 1_000
    for (const tell of rows) tell({ ...summary, sold, left: summary.capacity - sold })
  }
  const os = implement(contract)
  const user = { username: 'cashier', name: 'Cashier', role: 'cashier' as const }
  const seats = house.areas.reduce((sum, { area }) => sum + area.capacity, 0)
  const summary = {
    ...house.event,
    ...{ capacity: seats, left: seats, sold: 0, held: 0, blocked: 0 },
  }

  const router = {
    system: {
      welcome: os.system.welcome.handler(() => ({
        ...{ version: '0', terminalId: 'T01', venueName: 'Arena', timeZone: 'Europe/Dublin', empty: false },
        ...{ charges: {}, demoUsers: [] },
      })),
      status: os.system.status.handler(({ signal }) =>
        only(signal, {
          ...{ phase: 'selling' as const, since: new Date().toISOString(), nodes: [], revision },
          ...{ welcomeRevision: 1, unreadable: 0, clockDeviations: [], warnings: [], confirmMs: 4 },
        }),
      ),
    },
    session: { resume: os.session.resume.handler(() => ({ token: 'recorded', user })) },
    events: {
      feed: os.events.feed.handler(async function* ({ signal }) {
        yield snapshot({ events: [summary] })
        yield* following(rows, signal, row => ({
          ...{ kind: 'change' as const, revision },
          value: { changed: [row], removed: [] },
        }))
      }),
      house: os.events.house.handler(async function* ({ signal }) {
        yield snapshot(house)
        yield* following(told, signal, value => ({ kind: 'change' as const, revision, value }))
      }),
    },
    baskets: {
      aside: os.baskets.aside.handler(({ signal }) => only(signal, { baskets: [], terminals: [] })),
    },
    selling: {
      baskets: os.selling.baskets.handler(async function* ({ signal }) {
        const told = (now: Basket[]) => ({ baskets: now, recovered: [], paying: [] })
        yield snapshot(told(open))
        yield* following(baskets, signal, now => ({ kind: 'change' as const, revision, value: told(now) }))
      }),
      hold: os.selling.hold.handler(({ input }) => {
        const [before] = open
        const lines = input.wanted.flatMap(want => (want.pick === 'slot' ? [lineOf(house, want)] : []))
        const all = [...(before?.lines ?? []), ...lines]
        const basket: Basket = {
          ...{
            basketId: input.basketId,
            orderId: input.orderId,
            currency: 'EUR',
            lines: all,
            deadlineInMs: 600_000,
          },
          ...{ fees: [], taxes: [], totalMinor: all.reduce((sum, line) => sum + line.priceMinor, 0) },
        }
        open = [basket]
        for (const tell of baskets) tell(open)
        for (const { areaId, slot } of lines) play({ slots: { [areaId]: [[slot, 'h', 'T01']] } })
        return basket
      }),
    },
  }
  const host = await startBrowserHost({
    ...{ port: 0, log, files: await pageFiles(page) },
    servePage: servePages(
      { router: withSilence(router), openPage: () => ({ session: {}, close() {} }) },
      log,
    ),
  })
  const { origin, search } = new URL(host.address)
  return {
    address: `${origin}/${search}#/counter/${eventId}`,
    play,
    [Symbol.asyncDispose]: () => host.close(),
  }

  function snapshot<T>(value: T) {
    return { kind: 'snapshot' as const, epoch: 'recorded', revision, value }
  }

  async function* only<T>(signal: AbortSignal | undefined, value: T) {
    yield snapshot(value)
    await new Promise(resolve => signal?.addEventListener('abort', resolve, { once: true }))
  }
}

/** With everything else that a page may ask: it is never answered, and so changes nothing. */
function withSilence(router: Record<string, AnyRouter>): AnyRouter {
  const waits = plain.handler(() => new Promise<never>(() => {}))
  return Object.fromEntries(
    Object.entries(contract).map(([domain, procedures]) => {
      const names = Object.keys(procedures)
      return [domain, { ...Object.fromEntries(names.map(name => [name, waits])), ...router[domain] }]
    }),
  )
}

/** What is told from now on, one after another, until nobody listens. */
async function* following<T, M>(
  listeners: Set<(value: T) => void>,
  signal: AbortSignal | undefined,
  message: (value: T) => M,
): AsyncGenerator<M> {
  const waiting: T[] = []
  let wake = () => {}
  const listen = (value: T) => {
    waiting.push(value)
    wake()
  }
  listeners.add(listen)
  signal?.addEventListener('abort', () => wake(), { once: true })
  try {
    while (!signal?.aborted) {
      const next = waiting.shift()
      if (next !== undefined) yield message(next)
      else await new Promise<void>(resolve => (wake = resolve))
    }
  } finally {
    listeners.delete(listen)
  }
}

function lineOf(
  house: House,
  want: { areaId: string; slot: number; ticketType: string; priceType: string },
): Basket['lines'][number] {
  const { event, ticketTypes } = house
  const type = ticketTypes.find(own => own.type === want.ticketType)
  const price = type?.prices.find(own => own.priceType === want.priceType)
  return {
    ...{
      eventId,
      areaId: want.areaId,
      slot: want.slot,
      areaName: want.areaId,
      placeLabel: `Seat ${want.slot}`,
    },
    ...{ eventName: event.name, eventStart: event.start, ticketType: want.ticketType },
    ...{ ticketName: type?.name ?? '', priceType: want.priceType, priceName: price?.name ?? '' },
    priceMinor: price?.priceMinor ?? 0,
  }
}
