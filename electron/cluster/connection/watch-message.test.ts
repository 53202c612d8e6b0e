import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import protobuf from 'protobufjs'
import { expect, it } from 'vitest'
import { watchMessageReader } from './watch-message'

const proto = join(dirname(createRequire(import.meta.url).resolve('etcd3')), '..', 'proto', 'rpc.proto')
const WatchResponse = protobuf.loadSync(proto).lookupType('etcdserverpb.WatchResponse')

const namespace = 'venue/'
const revision = fc.maxSafeNat()
const clusterId = fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }).map(String)
const kv = fc.record({
  key: fc.string({ unit: 'grapheme' }).map(name => namespace + name),
  value: fc.string({ unit: 'grapheme' }),
  createRevision: revision,
  modRevision: revision,
  version: revision,
  lease: fc.oneof(fc.constant('0'), fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }).map(String)),
})
type Kv = { key: string; value: string }
const response = fc.record({
  header: fc.record({ clusterId, memberId: clusterId, revision, raftTerm: revision }),
  watchId: revision,
  created: fc.boolean(),
  canceled: fc.boolean(),
  compactRevision: revision,
  cancelReason: fc.string(),
  fragment: fc.boolean(),
  events: fc.array(fc.record({ type: fc.constantFrom(0, 1), kv, prevKv: fc.option(kv, { nil: undefined }) })),
})

const written = (message: object) => WatchResponse.encode(WatchResponse.fromObject(message)).finish()
const kvInBytes = ({ key, value, ...rest }: { key: string; value: string }) => ({
  ...{ key: Buffer.from(key), value: Buffer.from(value) },
  ...rest,
})
function inBytes({ type, kv, prevKv }: { type: number; kv: Kv; prevKv: Kv | undefined }) {
  return { type, kv: kvInBytes(kv), ...(prevKv && { prevKv: kvInBytes(prevKv) }) }
}

it('reads what etcd writes, whatever it says, and skips what a till does not need', () => {
  const read = watchMessageReader(namespace)
  fc.assert(
    fc.property(response, said => {
      const bytes = written({ ...said, events: said.events.map(inBytes) })
      const { header, created, canceled, compactRevision, cancelReason, fragment } = said
      expect(read(bytes)).toEqual({
        ...{ clusterId: header.clusterId, revision: header.revision },
        ...{ created, canceled, compactRevision, cancelReason, fragment },
        changes: said.events.map(({ type, kv: { key: full, lease, ...rest } }) => {
          const key = full.slice(namespace.length)
          const leaseId = lease === '0' ? undefined : lease
          return type === 1
            ? { type: 'delete', key, revision: rest.modRevision }
            : { type: 'put', key, kv: { key, ...rest, leaseId }, revision: rest.modRevision }
        }),
      })
    }),
  )
})

it('says so when a message is torn', () => {
  const bytes = written({ header: { clusterId: 1 }, events: [{ kv: { key: Buffer.from('venue/a') } }] })
  expect(() => watchMessageReader(namespace)(bytes.subarray(0, bytes.length - 2))).toThrow()
})
