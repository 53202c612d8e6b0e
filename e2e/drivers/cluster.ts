import pino from 'pino'
import { connect } from '../../electron/cluster/connection/index'
import type { Connection } from '../../electron/cluster/model'
import { defaultNamespace } from '../../electron/keyspace/index'

/** A line to a till's cluster beside the till's own: to look at what it wrote, or to write what it must withstand. */
export function connectTo(endpoints: string[]): Connection {
  return connect({ endpoints, namespace: defaultNamespace, seed: 'e2e', log: pino({ level: 'silent' }) })
}
