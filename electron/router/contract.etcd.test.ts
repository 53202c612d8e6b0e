import { isDefinedError, safe } from '@orpc/client'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { TerminalClient } from '#shared/contract/index'
import { startApp, type TestApp } from '../testing/app'
import { everyTransport, type PageConnection } from '../testing/page-connections'
import { workerCluster } from '../testing/worker-cluster'

const admin = { username: 'ines', password: 'lighthouse-7' }

let terminal: TestApp
beforeAll(async () => {
  const cluster = await workerCluster()
  terminal = await startApp(cluster, { namespace: cluster.freshNamespace() })
  await terminal.page().session.setUp({ ...admin, name: 'Ines Calder' })
})
afterAll(() => terminal[Symbol.asyncDispose]())

/** The same questions to the real application, whatever a page is connected by. */
describe.each(everyTransport)('the contract over %s', (_name, connect) => {
  let page: PageConnection<TerminalClient>
  beforeEach(async () => {
    page = await connect<TerminalClient>(terminal.app)
    await page.client.session.signIn(admin)
  })
  afterEach(() => page.close())

  it('answers by its shapes', async () => {
    // The first admin was made a moment ago; the watch brings the news.
    await expect.poll(() => page.client.system.welcome()).toMatchObject({ terminalId: 'T01', empty: false })
    expect(await page.client.users.list()).toEqual([
      { username: 'ines', name: 'Ines Calder', role: 'admin', state: 'active' },
    ])
  })

  it.each([
    [
      'an unknown field',
      { username: 'a', name: 'A', role: 'cashier', password: 'long enough', isAdmin: true },
      '',
    ],
    ['a role that is none', { username: 'a', name: 'A', role: 'root', password: 'long enough' }, 'role'],
    [
      'a password that is too short',
      { username: 'a', name: 'A', role: 'cashier', password: 'x' },
      'password',
    ],
  ])('refuses %s, and says where', async (_what, input, path) => {
    const [error] = await safe(page.client.users.create(input as never))
    if (!isDefinedError(error) || error.code !== 'BAD_REQUEST') throw new Error(`not narrowed: ${error}`)
    expect(error.data.issues.map(issue => issue.path)).toEqual([path])
    expect(await page.client.users.list()).toHaveLength(1)
  })

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, '100', 1e15])(
    'refuses a price of %s',
    async priceMinor => {
      const price = {
        eventId: 'recital',
        type: 'hall',
        priceType: 'adult',
        priceMinor: priceMinor as number,
        seenMinor: 1,
      }
      const [error] = await safe(page.client.events.setPrice(price))
      expect(isDefinedError(error) && error.code).toBe('BAD_REQUEST')
    },
  )

  it('tells one refusal from another, with its data', async () => {
    const price = { eventId: 'no-such', type: 'hall', priceType: 'adult', priceMinor: 1, seenMinor: 2 }
    const [error] = await safe(page.client.events.setPrice(price))
    if (!isDefinedError(error) || error.code !== 'NOT_FOUND') throw new Error(`not narrowed: ${error}`)
    expect(error.data).toEqual({ what: 'ticket type', id: 'hall' })
  })

  it('feeds what changes, until the page lets go', async () => {
    const feed = await page.client.system.status({})
    const first = await feed.next()
    expect(first.value).toMatchObject({ kind: 'snapshot', value: { phase: 'selling' } })
    await feed.return?.()
    expect(await feed.next()).toEqual({ done: true, value: undefined })
  })

  it('ends a waiting feed when its call is aborted', async () => {
    const abort = new AbortController()
    const feed = await page.client.events.feed({}, { signal: abort.signal })
    expect((await feed.next()).value).toMatchObject({ kind: 'snapshot', value: { events: [] } })
    const next = feed.next()
    abort.abort()
    // In place it just ends; through a wire the call is told that it was aborted.
    expect(await next.catch(() => ({ done: true }))).toMatchObject({ done: true })
  })
})

describe.each(everyTransport.slice(1))('a page that goes away by %s', (_name, connect) => {
  it('is signed out of the connection, and leaves no feed behind', async () => {
    const { client, wire } = await connect<TerminalClient>(terminal.app)
    const { token } = await client.session.signIn(admin)
    const feed = await client.events.feed({})
    await feed.next()
    wire?.drop()
    await expect(feed.next()).rejects.toThrow()
    await using back = await again(connect)
    await expect(back.client.users.list()).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
    expect((await back.client.session.resume({ token })).user.username).toBe('ines')
    await vi.waitFor(async () => expect(await back.client.users.list()).toHaveLength(1))
  })

  async function again(way: typeof connect) {
    const page = await way<TerminalClient>(terminal.app)
    return { client: page.client, [Symbol.asyncDispose]: page.close }
  }
})
