import { get } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'

/** A node that is not listening yet refuses at once; this is how soon it is asked again. */
const askAgainMs = 20
/** A node that listens answers when it is ready; one that died meanwhile may leave us waiting. */
const answerMs = 2_000

/** Resolves as soon as a majority of the nodes answers for the cluster; rejects when `signal` aborts first. */
export async function waitForQuorum(endpoints: readonly string[], signal: AbortSignal): Promise<void> {
  const majority = Math.floor(endpoints.length / 2) + 1
  const done = new AbortController()
  const either = AbortSignal.any([signal, done.signal])
  let healthy = 0
  await new Promise<void>((resolve, reject) => {
    for (const endpoint of endpoints) {
      waitUntilHealthy(endpoint, either).then(() => {
        healthy += 1
        if (healthy === majority) resolve()
      }, reject)
    }
  }).finally(() => done.abort())
}

async function waitUntilHealthy(endpoint: string, signal: AbortSignal): Promise<void> {
  while (!(await isHealthy(endpoint, signal))) await delay(askAgainMs, undefined, { signal })
}

/** etcd's /health makes a linearizable read, so that "true" means: there is a leader, and a quorum follows it. */
function isHealthy(endpoint: string, signal: AbortSignal): Promise<boolean> {
  return new Promise(resolve => {
    const request = get(`${endpoint}/health`, { signal, timeout: answerMs, agent: false }, response => {
      resolve(response.statusCode === 200)
      response.resume()
    })
    request.once('timeout', () => request.destroy(new Error('no answer')))
    request.once('error', () => resolve(false))
  })
}
