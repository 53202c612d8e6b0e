import { Etcd3, type ICompare, type ITxnRequest } from 'etcd3'
import { wireFor } from '../../cluster/connection/wire'
import type { Op, Txn } from '../../cluster/model'

/** A terminal's transaction, ready to be sent by a bare client. */
export interface Prepared {
  request: ITxnRequest
  /** Compares of a revision, which is another one in this client's namespace. */
  revisions: { compare: ICompare; key: string }[]
  /** The keys among them that the transaction writes. */
  moved: string[]
}

/**
 * Clients of one process share their connections unless told otherwise, and sixteen watches on one connection are read
 * at once. Terminals stand on computers of their own: each has its own connection, and so has each bare client.
 */
export const bareEtcd = (endpoint: string) =>
  new Etcd3({ hosts: endpoint, grpcOptions: { 'grpc.use_local_subchannel_pool': 1 } })

/** The same requests as a terminal's, with nothing of the application around them. */
export interface BareClient {
  prepare(txn: Txn): Prepared
  /** Tells the revision of a key that this client did not write. */
  learn(key: string, modRevision: number): void
  /** @throws Error when etcd refuses the transaction. */
  send(prepared: Prepared): Promise<void>
  /** Watches the namespace and does nothing with it. */
  watch(): Promise<void>
  close(): void
}

/** How a bare client's transaction reaches the cluster. @returns the revision at which it was carried out. */
export type Transact = (request: ITxnRequest) => Promise<number>

/** Longer than any bench runs. */
const leaseTtlSeconds = 3_600

/**
 * Grants itself a lease, for what terminals put on theirs.
 * @param options.transact instead of sending to `endpoint`, once
 */
export async function startBareClient(options: {
  endpoint: string
  namespace: string
  transact?: Transact | undefined
}): Promise<BareClient> {
  const { endpoint, namespace } = options
  const client = bareEtcd(endpoint)
  const once: Transact = async request => {
    const answer = await client.kv.txn(request)
    if (!answer.succeeded) throw new Error('A transaction that a terminal had carried out was refused')
    return Number(answer.header.revision)
  }
  const { transact = once } = options
  const wire = wireFor(namespace)
  const { ID: leaseId } = await client.leaseClient.leaseGrant({ TTL: leaseTtlSeconds })
  const revisions = new Map<string, number>()
  const onOwnLease = (op: Op): Op => {
    if (op.op === 'txn') return { ...op, txn: { ...op.txn, success: op.txn.success.map(onOwnLease) } }
    return op.op === 'put' && op.leaseId !== undefined ? { ...op, leaseId } : op
  }

  return {
    prepare(txn) {
      const request = wire.txn({ ...txn, success: txn.success.map(onOwnLease) })
      const compares = request.compare ?? []
      const written = new Set(putKeys(txn.success))
      const found = txn.compare.flatMap(({ key, target }, n) => {
        const compare = compares[n]
        return target === 'mod' && compare ? [{ compare, key }] : []
      })
      return {
        request,
        revisions: found,
        moved: found.map(({ key }) => key).filter(key => written.has(key)),
      }
    },
    learn: (key, modRevision) => void revisions.set(key, modRevision),
    async send({ request, revisions: wanted, moved }) {
      for (const { compare, key } of wanted) compare.mod_revision = revisions.get(key) ?? 0
      const revision = await transact(request)
      for (const key of moved) revisions.set(key, revision)
    },
    async watch() {
      const watcher = await client.watch().prefix(namespace).create()
      watcher.on('error', error => {
        throw error
      })
    },
    close: () => client.close(),
  }
}

function putKeys(ops: readonly Op[]): string[] {
  return ops.flatMap(op => (op.op === 'txn' ? putKeys(op.txn.success) : op.op === 'put' ? [op.key] : []))
}
