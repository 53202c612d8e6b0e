import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ClusterFailure, type Connection } from '../cluster/model'
import { absent, get, put } from '../cluster/txn'
import { keyspace } from '../keyspace'
import type { TestCluster } from '../testing/cluster'
import { type FaultProxy, startFaultProxy } from '../testing/fault-proxy'
import { workerCluster } from '../testing/worker-cluster'
import { type Book, createBook } from './book'
import { systemClock } from './clock'

const terminalId = 'T01'

let cluster: TestCluster
let proxy: FaultProxy
let keys: Connection
/** Behind the proxy. */
let connection: Connection
let book: Book
/** How many transactions the book has sent. */
let sent: number

beforeAll(async () => {
  cluster = await workerCluster()
})

beforeEach(async () => {
  const namespace = cluster.freshNamespace()
  keys = cluster.connection(namespace)
  proxy = await startFaultProxy(cluster.endpoints[0] ?? '')
  const behind = cluster.connection(namespace, { endpoints: [proxy.address] })
  sent = 0
  connection = {
    ...behind,
    txn(...asked) {
      sent++
      return behind.txn(...asked)
    },
  }
  book = createBook({ connection, terminalId, clock: systemClock })
})

afterEach(() => proxy.close())

const step = (key: string) => ({
  compare: [absent(key)],
  success: [put(key, 'x')],
  entry: { actor: 'ines', action: 'tried', subject: key, detail: {} },
})

const trail = async () => {
  const found = []
  for await (const { kvs } of keys.pages(keyspace.audit.prefix(terminalId)))
    found.push(...kvs.map(kv => keyspace.audit.read(kv).subject))
  return found
}

describe('an administrative step', () => {
  it('is done once under its id, by whoever asks for it, and says so when it is asked for again', async () => {
    const named = { ...step('named'), compare: [], operationId: 'step-1' }
    expect(await book.wasAdministered('step-1')).toBe(false)
    expect(await book.administer(named)).not.toHaveProperty('repeated')
    expect(await book.administer(named)).toMatchObject({ succeeded: true, repeated: true })
    const other = createBook({ connection: keys, terminalId: 'T02', clock: systemClock })
    expect(await other.administer(named)).toMatchObject({ succeeded: true, repeated: true })
    expect(await other.wasAdministered('step-1')).toBe(true)
    expect(await trail()).toEqual(['named'])
  })

  it('with an id tells why it was refused by what it read, as one without', async () => {
    await keys.txn({ compare: [], success: [put('there', 'x')] })
    const refused = { ...step('there'), operationId: 'step-2', failure: [get('there')] }
    const { succeeded, results } = await book.administer(refused)
    expect([succeeded, results]).toMatchObject([false, [{ op: 'get', kvs: [{ key: 'there' }] }]])
    expect(await book.wasAdministered('step-2')).toBe(false)
  })

  it('is done once though every answer to it is lost for a while', async () => {
    await book.administer(step('first'))
    proxy.dropNextAnswer()
    const done = book.administer(step('a'))
    // Several copies: the second and later ones are refused, since the first moved the ledger, unheard.
    await expect.poll(trail, { timeout: 10_000 }).toEqual(['first', 'a'])
    await expect.poll(() => sent, { timeout: 10_000 }).toBeGreaterThan(2)
    await proxy.resume()
    expect(await done).toMatchObject({ succeeded: true })
    expect(await trail()).toEqual(['first', 'a'])
    expect(await book.administer(step('b'))).toMatchObject({ succeeded: true })
    expect(await trail()).toEqual(['first', 'a', 'b'])
  })

  it('is refused only when no earlier copy of it can be carried out any more', async () => {
    await book.administer(step('first'))
    await keys.txn({ compare: [], success: [put('a', 'mine')] })
    proxy.stall('requests')
    const refused = book.administer(step('a'))
    // Two copies of it are under way.
    await expect.poll(() => sent, { timeout: 10_000 }).toBeGreaterThan(2)
    const before = await keys.get(book.key)
    await proxy.resume()
    expect(await refused).toMatchObject({ succeeded: false })
    const after = await keys.get(book.key)
    expect(after?.modRevision).toBeGreaterThan(before?.modRevision ?? 0)
    expect(after?.value).toBe(before?.value)
    expect(await book.administer(step('b'))).toMatchObject({ succeeded: true })
    expect(await trail()).toEqual(['first', 'b'])
  })

  it('is refused also when the fence after its copies had no answer', async () => {
    await keys.txn({ compare: [], success: [put('a', 'mine')] })
    // Two copies, refused once more, and then the fence, which moves the ledger unheard.
    const unheard = [1, 2, 4]
    const deaf: Connection = {
      ...keys,
      async txn(...asked) {
        const result = await keys.txn(...asked)
        if (unheard.includes(++sent)) throw new ClusterFailure('outcome-unknown', 'the answer was lost')
        return result
      },
    }
    const refused = await createBook({ connection: deaf, terminalId, clock: systemClock }).administer(
      step('a'),
    )
    expect(refused).toMatchObject({ succeeded: false })
    expect(sent).toBe(6)
    expect(await trail()).toEqual([])
  })
})
