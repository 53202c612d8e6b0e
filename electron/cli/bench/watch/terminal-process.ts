import { startBrowserHost } from '../../../browser-host'
import { servePages } from '../../../router/serve'
import { startApp } from '../../../testing/app'
import { quietLog } from '../../../testing/log'
import { serveTasks } from '../processes'

/* The other terminal of `bench watch`: the whole application behind the browser host, with no page files. */

const closing: (() => PromiseLike<void>)[] = []

const tasks = {
  /** @returns the address its windows open. */
  async start({ endpoint, namespace }: { endpoint: string; namespace: string }): Promise<string> {
    const running = await startApp({ endpoints: [endpoint] }, { namespace })
    closing.push(() => running[Symbol.asyncDispose]())
    const servePage = servePages(running.app, quietLog)
    const host = await startBrowserHost({ port: 0, files: new Map(), servePage, log: quietLog })
    closing.push(() => host.close())
    return host.address
  },
}

export type TerminalTasks = typeof tasks

serveTasks(tasks, async () => {
  for (const close of closing.reverse()) await close()
})
