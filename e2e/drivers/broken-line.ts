import { startFaultProxy } from '../../electron/testing/fault-proxy'
import { connectTo } from './cluster'

/** A line to the cluster that can be broken, and one beside it to look at what is there. */
export async function brokenLine([endpoint = '', ...others]: string[]) {
  const proxy = await startFaultProxy(endpoint)
  const keys = connectTo([endpoint, ...others])
  return {
    proxy,
    keys,
    async [Symbol.asyncDispose]() {
      keys.close()
      await proxy.close()
    },
  }
}
