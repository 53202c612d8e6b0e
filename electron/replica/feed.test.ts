import { describe, expect, it } from 'vitest'
import { Feed, type FeedItem } from './feed'

/** A counter, and the feed of its value. */
function counted() {
  let revision = 10
  let value = 0
  const feed = new Feed<number, number>(() => ({ epoch: 'a', revision, value }))
  return {
    feed,
    add() {
      value++
      feed.publish(++revision, value)
    },
  }
}

async function take<S, C>(items: AsyncGenerator<FeedItem<S, C>, void>, count: number) {
  const taken: FeedItem<S, C>[] = []
  while (taken.length < count) {
    const next = await items.next()
    if (next.done) break
    taken.push(next.value)
  }
  return taken
}

describe('a feed', () => {
  it('begins with what is now, and goes on with every change', async () => {
    const { feed, add } = counted()
    const items = feed.follow(undefined, undefined)
    const first = await take(items, 1)
    add()
    add()
    expect([...first, ...(await take(items, 2))]).toEqual([
      { kind: 'snapshot', epoch: 'a', revision: 10, value: 0 },
      { kind: 'change', revision: 11, value: 1 },
      { kind: 'change', revision: 12, value: 2 },
    ])
  })

  it('gives a page that comes back only what it missed', async () => {
    const { feed, add } = counted()
    for (let n = 0; n < 5; n++) add()
    const items = feed.follow({ epoch: 'a', revision: 13 }, undefined)
    expect(await take(items, 2)).toEqual([
      { kind: 'change', revision: 14, value: 4 },
      { kind: 'change', revision: 15, value: 5 },
    ])
  })

  it.each([
    ['another cluster', { epoch: 'b', revision: 15 }],
    ['a revision that is not reached yet', { epoch: 'a', revision: 99 }],
    ['a revision from before anything is remembered', { epoch: 'a', revision: 9 }],
  ])('starts over for a page that stood at %s', async (_, resume) => {
    const { feed, add } = counted()
    for (let n = 0; n < 5; n++) add()
    expect(await take(feed.follow(resume, undefined), 1)).toMatchObject([{ kind: 'snapshot', revision: 15 }])
  })

  it('gives a page that reads too slowly one snapshot instead of everything it missed', async () => {
    const { feed, add } = counted()
    const items = feed.follow(undefined, undefined)
    await take(items, 1)
    for (let n = 0; n < 3_000; n++) add()
    expect(await take(items, 1)).toEqual([{ kind: 'snapshot', epoch: 'a', revision: 3_010, value: 3_000 }])
  })

  it('ends when its page is gone, and forgets it', async () => {
    const { feed } = counted()
    const gone = new AbortController()
    const items = feed.follow(undefined, gone.signal)
    await take(items, 1)
    const waiting = items.next()
    gone.abort()
    expect((await waiting).done).toBe(true)
    expect(feed.readerCount).toBe(0)
  })
})
