import { describe, expect, it } from 'vitest'
import { compareVersions, inspectEtcd, meetsFloor } from './binary'

describe('the version floor', () => {
  it.each(['3.5.30', '3.5.31', '3.6.11', '3.7.0', '4.0.0', '3.5.30+ds1'])('takes %s', version => {
    expect(meetsFloor(version)).toBe(true)
  })

  it.each(['3.4.23', '3.4.99', '3.5.29', '3.5.0', '3.6.0', '3.6.10', '2.3.8', 'unknown'])(
    'does not take %s',
    version => {
      expect(meetsFloor(version)).toBe(false)
    },
  )

  it('orders versions as numbers, not as text', () => {
    const versions = ['3.10.0', '3.5.9', '3.5.30', 'unknown', '3.6.2']
    expect(versions.sort(compareVersions)).toEqual(['unknown', '3.5.9', '3.5.30', '3.6.2', '3.10.0'])
  })
})

describe('looking at an etcd', () => {
  it('fails on a program that does not answer like etcd', async () => {
    await expect(inspectEtcd(process.execPath)).rejects.toThrow('does not answer like etcd')
  })

  it('fails on a file that is not there', async () => {
    await expect(inspectEtcd('/no/such/etcd')).rejects.toThrow('could not be run')
  })
})
