import { setTimeout as delay } from 'node:timers/promises'
import { isDefinedError, ORPCError, safe } from '@orpc/client'
import { type ContractRouterClient, eventIterator } from '@orpc/contract'
import { implement } from '@orpc/server'
import pino from 'pino'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { reads, writes } from '#shared/contract/procedure'
import { amountMinor } from '#shared/domain/money'
import { refusing } from '#shared/errors/refusals'
import { type Connect, everyTransport } from '../testing/page-connections'
import { type PageContext, servePages } from './serve'

/** A few procedures as the contract makes them, so that the transports are shown without an application. */
const contract = {
  price: writes('anyone')
    .input(z.strictObject({ priceMinor: amountMinor, note: z.string().optional() }))
    .output(z.looseObject({ priceMinor: z.number() }))
    .errors(refusing('PRICE_CHANGED')),
  ticks: reads('anyone').output(eventIterator(z.number())),
  broken: reads('anyone').output(z.number()),
  brokenFeed: reads('anyone').output(eventIterator(z.number())),
  length: reads('anyone').input(z.string()).output(z.number()),
}

const insideStory = 'ECONNREFUSED 10.0.0.7:2379, password=opera'

/** A router over the contract above, and what it has open. */
function terminal() {
  const seen = { openFeeds: 0, openPages: 0, ticksTaken: 0 }
  const build = implement(contract).$context<PageContext>()
  const router = build.router({
    price: build.price.handler(({ input, errors }) => {
      if (input.priceMinor === 4_00)
        throw errors.PRICE_CHANGED({ data: { expectedMinor: 4_00, actualMinor: 5_00, currency: 'EUR' } })
      return { priceMinor: input.priceMinor }
    }),
    ticks: build.ticks.handler(async function* ({ signal }) {
      seen.openFeeds++
      try {
        for (let tick = 1; ; tick++) {
          yield tick
          seen.ticksTaken++
          await delay(1, undefined, signal ? { signal } : {})
        }
      } finally {
        seen.openFeeds--
      }
    }),
    broken: build.broken.handler(() => {
      throw new Error(insideStory)
    }),
    brokenFeed: build.brokenFeed.handler(async function* () {
      yield 1
      throw new Error(insideStory)
    }),
    length: build.length.handler(({ input }) => input.length),
  })
  const openPage = (): PageContext => {
    seen.openPages++
    return { close: () => seen.openPages-- }
  }
  return { router, openPage, seen }
}

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function open(connect: Connect) {
  const { router, openPage, seen } = terminal()
  const connection = await connect<ContractRouterClient<typeof contract>>({ router, openPage })
  closers.push(connection.close)
  return { ...connection, seen }
}

/** For the transports that have a wire. */
async function openWired(connect: Connect) {
  const { wire, ...rest } = await open(connect)
  if (!wire) throw new Error('this transport has no wire')
  return { ...rest, wire }
}

const caught = (promise: Promise<unknown>) => promise.catch((error: unknown) => error)

describe.each(everyTransport)('the router over %s', (_name, connect) => {
  it('answers', async () => {
    const { client } = await open(connect)
    expect(await client.price({ priceMinor: 3_00 })).toEqual({ priceMinor: 3_00 })
  })

  it.each([
    ['an unknown field', { priceMinor: 1, extra: true }],
    ['a negative price', { priceMinor: -1 }],
    ['NaN', { priceMinor: Number.NaN }],
    ['infinity', { priceMinor: Number.POSITIVE_INFINITY }],
    ['half a cent', { priceMinor: 0.5 }],
    ['a number as text', { priceMinor: '1' }],
    ['nothing', undefined],
    ['a list', []],
  ])('refuses %s', async (_what, input) => {
    const { client } = await open(connect)
    const refusal = await caught((client.price as (input: unknown) => Promise<unknown>)(input))
    expect(refusal).toBeInstanceOf(ORPCError)
    expect(refusal).toMatchObject({ code: 'BAD_REQUEST', status: 400 })
  })

  it('keeps the type of a refusal, and its data', async () => {
    const { client } = await open(connect)
    const { error } = await safe(client.price({ priceMinor: 4_00 }))
    if (!isDefinedError(error) || error.code !== 'PRICE_CHANGED') throw new Error('not narrowed')
    expect(error.data.actualMinor).toBe(5_00)
    expect(error.status).toBe(409)
  })

  it('runs a feed, and ends it when the page lets go of it', async () => {
    const { client, seen } = await open(connect)
    const ticks: number[] = []
    for await (const tick of await client.ticks()) {
      ticks.push(tick)
      if (tick === 3) break
    }
    expect(ticks).toEqual([1, 2, 3])
    await vi.waitFor(() => expect(seen.openFeeds).toBe(0))
  })

  it('ends a feed when its call is aborted', async () => {
    const { client, seen } = await open(connect)
    const abort = new AbortController()
    const feed = await client.ticks(undefined, { signal: abort.signal })
    await feed.next()
    expect(seen.openFeeds).toBe(1)
    abort.abort()
    await expect(feed.next().then(() => feed.next())).rejects.toThrow()
    await vi.waitFor(() => expect(seen.openFeeds).toBe(0))
  })
})

describe.each(everyTransport.slice(1))('a page that is connected by %s', (_name, connect) => {
  it('is told nothing of what broke inside, but the log is', async () => {
    const { client, wire } = await openWired(connect)
    const feed = await client.brokenFeed()
    await feed.next()
    for (const error of [await caught(client.broken()), await caught(feed.next())]) {
      expect(error).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' })
      expect(JSON.stringify(error)).not.toMatch(/ECONNREFUSED|opera|serve\.test/)
    }
    expect(wire.logged()).toMatch(/"event.action":"feed-failed","url.path":"brokenFeed".*ECONNREFUSED/)
  })

  it('has its feeds ended and its context closed when the connection drops', async () => {
    const { client, seen, wire } = await openWired(connect)
    const feeds = [await client.ticks(), await client.ticks()]
    await Promise.all(feeds.map(feed => feed.next()))
    expect(seen).toMatchObject({ openFeeds: 2, openPages: 1 })
    wire.drop()
    await vi.waitFor(() => expect(seen).toMatchObject({ openFeeds: 0, openPages: 0 }))
    expect(wire.logged()).toBe('')
  })

  it.each([
    ['broken JSON', '{"i":"1","p":'],
    ['JSON that is no message', '"hello"'],
    ['null', 'null'],
    ['a message without an address', '{"i":"1","p":{}}'],
    ['bytes', new Uint8Array([123, 125, 255, 0])],
  ])('loses its connection over %s, and nothing else happens', async (_what, message) => {
    const { seen, wire } = await openWired(connect)
    wire.send(message)
    await wire.ended
    await vi.waitFor(() => expect(seen.openPages).toBe(0))
    expect(wire.logged()).toContain('page-message-refused')
  })

  it('may send a large text, but not one of 10 MB', async () => {
    const { client, wire } = await openWired(connect)
    expect(await client.length('x'.repeat(900_000))).toBe(900_000)
    await expect(client.length('x'.repeat(10_000_000))).rejects.toThrow()
    await wire.ended
  })

  it.each([
    ['__proto__ as a field', '{"json":{"priceMinor":1,"__proto__":{"admin":true}}}'],
    ['a date at __proto__', '{"json":{"priceMinor":1},"meta":[[1,"__proto__","admin"]]}'],
  ])('is refused %s', async (_what, body) => {
    const { wire } = await openWired(connect)
    expect(await wire.ask(`{"i":"99","p":{"u":"/price","b":${body}}}`)).toMatchObject({ p: { s: 400 } })
    expect({}).not.toHaveProperty('admin')
  })

  it.each(['/no/such', '/__proto__', '/constructor', '/price/toString', ''])(
    'finds no procedure at %j',
    async address => {
      const { wire } = await openWired(connect)
      expect(await wire.ask(`{"i":"99","p":{"u":"http://orpc${address}"}}`)).toMatchObject({ p: { s: 404 } })
    },
  )
})

describe('a page that reads slowly', () => {
  it('holds its feed back instead of filling the memory', async () => {
    const { router, openPage, seen } = terminal()
    const unread: (() => void)[] = []
    let receive = (_message: unknown) => {}
    let hangUp = () => {}
    servePages(
      { router, openPage },
      pino({ level: 'silent' }),
    )({
      send: () => new Promise(resolve => unread.push(resolve)),
      onMessage: listener => {
        receive = listener
      },
      onClose: listener => {
        hangUp = listener
      },
      close: () => {},
    })
    const read = async () => {
      await vi.waitFor(() => expect(unread).toHaveLength(1))
      unread.shift()?.()
    }
    receive('{"i":"1","p":{"u":"/ticks"}}')
    await read() // the head of the answer
    await vi.waitFor(() => expect(unread).toHaveLength(1))
    expect(seen.ticksTaken).toBe(0)
    await read() // the first tick
    await vi.waitFor(() => expect(seen.ticksTaken).toBe(1))
    hangUp()
    for (const resolve of unread) resolve()
    await vi.waitFor(() => expect(seen.openFeeds).toBe(0))
  })
})
