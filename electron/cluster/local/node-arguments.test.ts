import { describe, expect, it } from 'vitest'
import type { ClusterFile } from './cluster-file'
import { nodeArguments } from './node-arguments'

const cluster: ClusterFile = {
  v: 1,
  token: 'drawn-once',
  nodes: [
    { name: 'node-1', clientPort: 21_001, peerPort: 21_011 },
    { name: 'node-2', clientPort: 21_002, peerPort: 21_012 },
  ],
}
const node = { name: 'node-2', clientPort: 21_002, peerPort: 21_012 }
const flags = (version: string) => nodeArguments(cluster, node, '/data/etcd/node-2', version)

describe('the command line of a node', () => {
  it('listens on loopback and nowhere else', () => {
    const addresses = flags('3.5.30')
      .join(' ')
      .match(/https?:\/\/[^,\s]+/g)
    expect(addresses).not.toHaveLength(0)
    for (const address of addresses ?? []) expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  })

  it('names its peers, the token, hourly compaction and the quota', () => {
    expect(flags('3.5.30')).toEqual(
      expect.arrayContaining([
        '--name=node-2',
        '--data-dir=/data/etcd/node-2/data',
        '--initial-cluster=node-1=http://127.0.0.1:21011,node-2=http://127.0.0.1:21012',
        '--initial-cluster-token=drawn-once',
        '--auto-compaction-mode=periodic',
        '--auto-compaction-retention=1h',
        '--quota-backend-bytes=4294967296',
      ]),
    )
  })

  it.each([
    ['3.4.23', ['--experimental-enable-lease-checkpoint=true']],
    [
      '3.5.30',
      ['--experimental-enable-lease-checkpoint=true', '--experimental-enable-lease-checkpoint-persist=true'],
    ],
    ['3.6.11', ['--feature-gates=LeaseCheckpoint=true,LeaseCheckpointPersist=true']],
  ])('switches lease checkpoints on the way %s wants it', (version, expected) => {
    expect(flags(version).filter(flag => /checkpoint/i.test(flag))).toEqual(expected)
  })

  it('has the log rotated by every etcd that can', () => {
    const rotating = (version: string) => flags(version).includes('--enable-log-rotation=true')
    expect(['3.4.23', '3.5.30', '3.6.11'].map(rotating)).toEqual([false, true, true])
  })

  it('never switches off what keeps a sale on the disk', () => {
    expect(flags('3.5.30').join(' ')).not.toContain('fsync')
  })
})
