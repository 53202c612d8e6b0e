/**
 * A process that runs the embedded cluster of the data folder it is given, for tests that kill it. Its one line on
 * stdout says what runs.
 */
import { obtainEtcd, startLocalCluster } from '../cluster/local'
import { defaultCacheDir } from '../data-folder'
import { quietLog } from './log'

const [dataDir] = process.argv.slice(2)
if (dataDir === undefined) throw new Error('Which data folder?')
const binary = await obtainEtcd({ cacheDir: defaultCacheDir(), log: quietLog })
const cluster = await startLocalCluster({ dataDir, nodes: 3, binary, log: quietLog })
const pids = cluster.nodes.map(node => node.pid)
process.stdout.write(`${JSON.stringify({ endpoints: cluster.endpoints, pids })}\n`)
