import type {
  ICompare,
  IKeyValue,
  IRangeResponse,
  IRequestOp,
  IResponseOp,
  ITxnRequest,
  ITxnResponse,
} from 'etcd3'
import type { Compare, KeyValue, Op, OpResult, RangeResult, Txn, TxnResult } from '../model'

const operators = { '=': 'Equal', '!=': 'NotEqual', '<': 'Less', '>': 'Greater' } as const
const targets = { create: 'Create', mod: 'Mod', version: 'Version' } as const
const targetFields = { create: 'create_revision', mod: 'mod_revision', version: 'version' } as const

/** Above every key: what etcd takes for "no upper bound". */
const noBound = Buffer.from([0])

/** @returns the first key after every key that starts with `prefix`. */
function endOfPrefix(prefix: Buffer): Buffer {
  const end = Buffer.from(prefix)
  for (let at = end.length - 1; at >= 0; at--) {
    const byte = end.readUInt8(at)
    if (byte < 0xff) {
      end.writeUInt8(byte + 1, at)
      return end.subarray(0, at + 1)
    }
  }
  return noBound
}

export type Wire = ReturnType<typeof wireFor>

/**
 * Between the model's words and etcd's messages. The namespace is put on and taken off here and nowhere else.
 */
export function wireFor(namespace: string) {
  const key = (text: string) => Buffer.from(namespace + text)
  /** etcd refuses an empty key, so "all keys" begins at the smallest one. */
  const from = (text: string) => (namespace + text === '' ? noBound : key(text))
  const prefixEnd = (prefix: string) => endOfPrefix(key(prefix))
  const nameOf = (bytes: Buffer) => bytes.toString('utf8').slice(namespace.length)

  function keyValue(kv: IKeyValue): KeyValue {
    return {
      key: nameOf(kv.key),
      value: kv.value.toString('utf8'),
      createRevision: Number(kv.create_revision),
      modRevision: Number(kv.mod_revision),
      version: Number(kv.version),
      leaseId: kv.lease === '0' ? undefined : kv.lease,
    }
  }

  function range(response: IRangeResponse): RangeResult {
    return {
      clusterId: response.header.cluster_id,
      revision: Number(response.header.revision),
      kvs: response.kvs.map(keyValue),
      count: Number(response.count),
      more: response.more,
    }
  }

  function compare(condition: Compare): ICompare {
    const result = operators[condition.is]
    if (condition.target === 'value')
      return { result, target: 'Value', key: key(condition.key), value: Buffer.from(condition.value) }
    return {
      result,
      target: targets[condition.target],
      [targetFields[condition.target]]: condition.revision,
      key: key(condition.key),
      ...('rangeEnd' in condition && { range_end: key(condition.rangeEnd) }),
    }
  }

  function request(op: Op): IRequestOp {
    switch (op.op) {
      case 'put':
        return {
          request_put: {
            key: key(op.key),
            value: Buffer.from(op.value),
            ...(op.leaseId !== undefined && { lease: op.leaseId }),
            ...(op.ignoreLease && { ignore_lease: true }),
          },
        }
      case 'delete':
        return { request_delete_range: { key: key(op.key) } }
      case 'delete-prefix':
        return { request_delete_range: { key: from(op.prefix), range_end: prefixEnd(op.prefix) } }
      case 'get':
        return { request_range: { key: key(op.key) } }
      case 'get-prefix':
        return {
          request_range: {
            key: from(op.prefix),
            range_end: prefixEnd(op.prefix),
            ...(op.limit !== undefined && { limit: op.limit }),
            ...(op.countOnly && { count_only: true }),
          },
        }
      case 'txn':
        return { request_txn: txn(op.txn) }
    }
  }

  function txn(transaction: Txn): ITxnRequest {
    return {
      compare: transaction.compare.map(compare),
      success: transaction.success.map(request),
      failure: (transaction.failure ?? []).map(request),
    }
  }

  /** Only one of the four fields is set, whatever etcd3's types say. */
  function result(response: Partial<IResponseOp>): OpResult {
    if (response.response_put) return { op: 'put', count: 1 }
    if (response.response_delete_range)
      return { op: 'delete', count: Number(response.response_delete_range.deleted) }
    if (response.response_range) {
      const { kvs, count } = response.response_range
      return { op: 'get', kvs: kvs.map(keyValue), count: Number(count) }
    }
    if (response.response_txn) {
      const { succeeded, responses } = response.response_txn
      return { op: 'txn', succeeded, results: responses.map(result) }
    }
    throw new Error('etcd answered an operation of a transaction with nothing')
  }

  function txnResult(response: ITxnResponse): TxnResult {
    return {
      succeeded: response.succeeded,
      revision: Number(response.header.revision),
      results: response.responses.map(result),
    }
  }

  return { namespace, key, from, prefixEnd, range, txn, txnResult }
}
