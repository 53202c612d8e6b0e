import type { CDPSession, Page } from '@playwright/test'

/** What a page holds once everything that nobody needs is collected. */
export interface Footprint {
  heapBytes: number
  /** Of it, what the browser compiled: the machine code of whatever is called often. */
  codeBytes: number
  nodes: number
  listeners: number
}

export async function footprintOf(page: Page): Promise<Footprint> {
  const session = await page.context().newCDPSession(page)
  try {
    const heapBytes = await collectedHeap(session)
    const { nodes, jsEventListeners: listeners } = await session.send('Memory.getDOMCounters')
    return { heapBytes, codeBytes: await compiledCode(session), nodes, listeners }
  } finally {
    await session.detach()
  }
}

/** Bytes on the heap and behind it (arrays of numbers) after collecting. */
export async function collectedHeap(session: CDPSession): Promise<number> {
  for (let n = 0; n < 3; n++) await session.send('HeapProfiler.collectGarbage')
  const usage = (await session.send('Runtime.getHeapUsage')) as {
    usedSize: number
    backingStorageSize?: number
  }
  return usage.usedSize + (usage.backingStorageSize ?? 0)
}

interface Snapshot {
  snapshot: { meta: { node_fields: string[]; node_types: [string[], ...unknown[]] } }
  nodes: number[]
}

/** Bytes of a snapshot of the heap that are code and what V8 keeps with it. */
async function compiledCode(session: CDPSession): Promise<number> {
  const chunks: string[] = []
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  const { snapshot, nodes } = JSON.parse(chunks.join('')) as Snapshot
  const { node_fields: fields, node_types: types } = snapshot.meta
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')]
  const code = types[0].indexOf('code')
  let bytes = 0
  for (let at = 0; at < nodes.length; at += fields.length)
    if (nodes[at + type] === code) bytes += nodes[at + size] ?? 0
  return bytes
}
