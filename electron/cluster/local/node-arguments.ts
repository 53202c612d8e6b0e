import { join } from 'node:path'
import { type ClusterFile, loopback } from './cluster-file'
import { logLimits, nodeLogPath } from './node-log'
import { compareVersions } from './obtain/binary'

const quotaBytes = 4 * 1024 ** 3

/**
 * Half of etcd's defaults, which are made for networks: here a message takes 0.1 ms, and a disk that stalls stalls all
 * nodes alike. A start takes about half the time, and so does replacing a dead leader, and two processors under
 * four times their load and 48 writers at once saw no change of leader.
 */
const heartbeatMs = 50
const electionMs = 500

export type ClusterNode = ClusterFile['nodes'][number]

export const clientUrl = (node: ClusterNode): string => `http://${loopback}:${node.clientPort}`
export const peerUrl = (node: ClusterNode): string => `http://${loopback}:${node.peerPort}`

/** Where a node keeps its data, in its own folder. */
export const nodeDataPath = (folder: string): string => join(folder, 'data')

/** The command line of one node. */
export function nodeArguments(
  cluster: ClusterFile,
  node: ClusterNode,
  folder: string,
  version: string,
): string[] {
  return [
    ['name', node.name],
    ['data-dir', nodeDataPath(folder)],
    ['listen-client-urls', clientUrl(node)],
    ['advertise-client-urls', clientUrl(node)],
    ['listen-peer-urls', peerUrl(node)],
    ['initial-advertise-peer-urls', peerUrl(node)],
    ['initial-cluster', cluster.nodes.map(member => `${member.name}=${peerUrl(member)}`).join(',')],
    ['initial-cluster-token', cluster.token],
    ['initial-cluster-state', 'new'],
    ['heartbeat-interval', String(heartbeatMs)],
    ['election-timeout', String(electionMs)],
    ['auto-compaction-mode', 'periodic'],
    ['auto-compaction-retention', '1h'],
    ['quota-backend-bytes', String(quotaBytes)],
    // etcd's JSON gateway takes requests from any web page that guesses the port; gRPC a page cannot speak.
    ['enable-grpc-gateway', 'false'],
    ['host-whitelist', loopback],
    ['logger', 'zap'],
    ['log-outputs', nodeLogPath(folder)],
    ...logRotation(version),
    ...leaseCheckpoints(version),
  ].map(([flag, value]) => `--${flag}=${value}`)
}

/** Whether this etcd rotates its log itself. */
export const rotatesItsLog = (version: string): boolean => compareVersions(version, '3.5.0') >= 0

function logRotation(version: string): [string, string][] {
  if (!rotatesItsLog(version)) return []
  const { megabytes, filesKept } = logLimits
  const limits = { maxsize: megabytes, maxage: 0, maxbackups: filesKept, localtime: false, compress: false }
  return [
    ['enable-log-rotation', 'true'],
    ['log-rotation-config-json', JSON.stringify(limits)],
  ]
}

/** Without them every new leader gives every hold its full time again. */
function leaseCheckpoints(version: string): [string, string][] {
  if (compareVersions(version, '3.6.0') >= 0) {
    return [['feature-gates', 'LeaseCheckpoint=true,LeaseCheckpointPersist=true']]
  }
  const persist: [string, string][] =
    compareVersions(version, '3.5.2') >= 0 ? [['experimental-enable-lease-checkpoint-persist', 'true']] : []
  return [['experimental-enable-lease-checkpoint', 'true'], ...persist]
}
