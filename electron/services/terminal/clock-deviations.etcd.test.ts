import { expect, it } from 'vitest'
import { put, remove } from '../../cluster/txn'
import { keyspace } from '../../keyspace'
import { startTerminal } from '../../testing/terminal'
import { workerCluster } from '../../testing/worker-cluster'
import { systemClock } from '../clock'
import { createStatusBoard } from './status'

it('shows a terminal that is an hour off the clock for as long as it is there', async () => {
  const cluster = await workerCluster()
  const namespace = cluster.freshNamespace()
  await using north = await startTerminal(cluster, { id: 'T01', namespace })
  const { connection, replica } = north
  const status = createStatusBoard(systemClock)
  status.attach({ connection, replica, terminalId: 'T01', nameOf: endpoint => endpoint })
  status.warn('Something else.')
  const key = keyspace.presence.key('T02')
  const clock = new Date(Date.now() + 3_600_000).toISOString()
  const presence = keyspace.presence.encode({ terminalId: 'T02', folder: 'x', clock, beat: 1 })
  await connection.txn({ compare: [], success: [put(key, presence)] })
  await north.caughtUp()
  expect(status.current).toMatchObject({
    clockDeviations: [{ terminalId: 'T02', aheadMs: 3_600_000 }],
    warnings: ['Something else.', "The clock of T02 is 60 minutes ahead of this terminal's."],
  })
  await connection.txn({ compare: [], success: [remove(key)] })
  await north.caughtUp()
  expect(status.current).toMatchObject({ clockDeviations: [], warnings: ['Something else.'] })
  status.close()
})
