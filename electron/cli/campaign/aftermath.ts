import { setTimeout as pause } from 'node:timers/promises'
import { auditCommand } from '../audit'
import type { Violation } from './checker'
import type { Arena } from './faults/fault'
import type { Picture } from './history'
import { patiently } from './patiently'

/** Waits until nothing changes any more, and has everybody say what it is then. */
export async function quiet({ cluster, terminals }: Pick<Arena, 'cluster' | 'terminals'>) {
  for (let tries = 1; ; tries++) {
    const { revision } = await patiently(() => cluster.direct.range('', '\0', { limit: 1 }))
    const shown = await Promise.all(terminals.map(terminal => terminal.picture(revision, 10_000)))
    const finalKeys = new Map<string, string>()
    let at = 0
    for await (const page of cluster.direct.pages('')) {
      at = page.revision
      for (const { key, value } of page.kvs) finalKeys.set(key, value)
    }
    const pictures = shown.filter((picture): picture is Picture => picture !== undefined)
    if ((at === revision && pictures.every(picture => picture.revision <= revision)) || tries === 10)
      return { revision: at, pictures, finally: finalKeys }
    await pause(1_000)
  }
}

/** The project's own audit, as the command line runs it. */
export async function audit(endpoints: string[], namespace: string): Promise<Violation[]> {
  const out: string[] = []
  await auditCommand.run({
    flags: { endpoints, dataDir: '', namespace, json: true },
    ...{ values: {}, positionals: [], signal: new AbortController().signal },
    io: { out: line => void out.push(line), err: () => {} },
  })
  const result = JSON.parse(out.at(-1) ?? '{}') as {
    violations: { rule: string; keys: string[]; detail: string }[]
  }
  return result.violations.map(({ rule, keys, detail }) => ({
    ...{
      rule: `audit: ${rule}`,
      counts: 'other' as const,
      about: `${keys.slice(0, 4).join(' ')}: ${detail}`,
    },
  }))
}
