import protobuf from 'protobufjs/minimal.js'
import type { Change, KeyValue } from '../model'

/** etcd's WatchResponse in the model's words. */
export interface WatchMessage {
  clusterId: string
  revision: number
  created: boolean
  canceled: boolean
  /** What a cancelled watch would have had to begin after; 0 when it was not compacted. */
  compactRevision: number
  cancelReason: string
  /** More of the last revision follows. */
  fragment: boolean
  changes: Change[]
}

/**
 * Reads WatchResponses off the wire, and takes `namespace` off their keys. etcd3's own reader fills in every field of
 * every message and writes each number as decimal text. A till reads what all the others sell, so it is spared that.
 * Field numbers: etcd 3.5 `api/etcdserverpb/rpc.proto`, `api/mvccpb/kv.proto`.
 */
export function watchMessageReader(namespace: string): (bytes: Uint8Array) => WatchMessage {
  let lastClusterId: protobuf.Long | undefined
  let lastClusterText = ''

  /** The same in every answer, and dear to write as text. */
  function clusterId(reader: protobuf.Reader): string {
    const id = reader.uint64() as protobuf.Long
    if (id.low !== lastClusterId?.low || id.high !== lastClusterId.high) {
      lastClusterId = id
      lastClusterText = String(id)
    }
    return lastClusterText
  }

  function header(reader: protobuf.Reader, message: WatchMessage): void {
    const end = endOfMessage(reader)
    while (reader.pos < end) {
      const tag = reader.uint32()
      if (tag >>> 3 === 1) message.clusterId = clusterId(reader)
      else if (tag >>> 3 === 3) message.revision = number(reader)
      else reader.skipType(tag & 7)
    }
  }

  function keyValue(reader: protobuf.Reader): KeyValue {
    const kv: KeyValue = {
      key: '',
      value: '',
      createRevision: 0,
      modRevision: 0,
      version: 0,
      leaseId: undefined,
    }
    const end = endOfMessage(reader)
    while (reader.pos < end) {
      const tag = reader.uint32()
      if (tag >>> 3 === 1) kv.key = reader.string().slice(namespace.length)
      else if (tag >>> 3 === 2) kv.createRevision = number(reader)
      else if (tag >>> 3 === 3) kv.modRevision = number(reader)
      else if (tag >>> 3 === 4) kv.version = number(reader)
      else if (tag >>> 3 === 5) kv.value = reader.string()
      else if (tag >>> 3 === 6) kv.leaseId = leaseId(reader)
      else reader.skipType(tag & 7)
    }
    return kv
  }

  function change(reader: protobuf.Reader): Change {
    let isDelete = false
    let kv: KeyValue | undefined
    const end = endOfMessage(reader)
    while (reader.pos < end) {
      const tag = reader.uint32()
      if (tag >>> 3 === 1) isDelete = reader.uint32() === 1
      else if (tag >>> 3 === 2) kv = keyValue(reader)
      else reader.skipType(tag & 7)
    }
    if (!kv) throw new Error('etcd told of a change without its key')
    const { key, modRevision: revision } = kv
    return isDelete ? { type: 'delete', key, revision } : { type: 'put', key, kv, revision }
  }

  return bytes => {
    const reader = protobuf.Reader.create(bytes)
    const message: WatchMessage = {
      clusterId: '',
      revision: 0,
      created: false,
      canceled: false,
      compactRevision: 0,
      cancelReason: '',
      fragment: false,
      changes: [],
    }
    while (reader.pos < reader.len) {
      const tag = reader.uint32()
      if (tag >>> 3 === 1) header(reader, message)
      else if (tag >>> 3 === 3) message.created = reader.bool()
      else if (tag >>> 3 === 4) message.canceled = reader.bool()
      else if (tag >>> 3 === 5) message.compactRevision = number(reader)
      else if (tag >>> 3 === 6) message.cancelReason = reader.string()
      else if (tag >>> 3 === 7) message.fragment = reader.bool()
      else if (tag >>> 3 === 11) message.changes.push(change(reader))
      else reader.skipType(tag & 7)
    }
    return message
  }
}

const endOfMessage = (reader: protobuf.Reader) => reader.uint32() + reader.pos
/** 0 stands for none. */
function leaseId(reader: protobuf.Reader): string | undefined {
  const id = String(reader.int64())
  return id === '0' ? undefined : id
}

/** Revisions and versions stay far below 2^53. */
const number = (reader: protobuf.Reader) => Number(reader.int64())
