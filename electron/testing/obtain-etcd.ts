/** Finds or fetches etcd for the tests and prints its path, its progress on stderr. */
import pino from 'pino'
import { LocalClusterFailure, obtainEtcd } from '../cluster/local'
import { defaultCacheDir } from '../data-folder'

try {
  const { path } = await obtainEtcd({
    cacheDir: defaultCacheDir(),
    log: pino({ level: 'warn' }, pino.destination(2)),
    onProgress: sentence => process.stderr.write(`${sentence}\n`),
  })
  process.stdout.write(`${path}\n`)
} catch (error) {
  if (!(error instanceof LocalClusterFailure)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
