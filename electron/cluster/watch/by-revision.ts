import type { Change } from '../model'

/** The changes in runs of one revision each; they come in revision order. */
export function byRevision(changes: readonly Change[]): [revision: number, changes: Change[]][] {
  const runs: [number, Change[]][] = []
  for (const change of changes) {
    const last = runs.at(-1)
    if (last?.[0] === change.revision) last[1].push(change)
    else runs.push([change.revision, [change]])
  }
  return runs
}
