import type { Compare, Op, Txn } from '../model'

/** Nobody has this key. */
export const absent = (key: string): Compare => ({ key, target: 'create', is: '=', revision: 0 })

/** Somebody has this key. */
export const present = (key: string): Compare => ({ key, target: 'create', is: '>', revision: 0 })

/** Nobody wrote this key since it was read at `modRevision`; 0 stands for a key that was absent. */
export const unchanged = (key: string, modRevision: number): Compare => ({
  key,
  target: 'mod',
  is: '=',
  revision: modRevision,
})

export interface PutOptions {
  leaseId?: string | undefined
  /** The key keeps the lease it is on; etcd refuses the transaction if there is no such key. */
  ignoreLease?: boolean
}

/** Without a lease in `options` the key is taken off the one it was on. */
export const put = (key: string, value: string, options: PutOptions = {}): Op => ({
  op: 'put',
  key,
  value,
  ...options,
})

export const remove = (key: string): Op => ({ op: 'delete', key })

export const removePrefix = (prefix: string): Op => ({ op: 'delete-prefix', prefix })

export const get = (key: string): Op => ({ op: 'get', key })

export const getPrefix = (prefix: string, options: { limit?: number; countOnly?: boolean } = {}): Op => ({
  op: 'get-prefix',
  prefix,
  ...options,
})

/** A transaction in a transaction: it sees what is written before it, but its compares see the state before all. */
export const nested = (txn: Txn): Op => ({ op: 'txn', txn })
