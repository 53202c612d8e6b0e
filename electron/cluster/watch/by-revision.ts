import type { Change } from '../model'

/** The changes in runs of one revision each; they come in revision order. */
export function* byRevision(changes: readonly Change[]): Generator<[revision: number, changes: Change[]]> {
  let run: Change[] = []
  for (const change of changes) {
    const [first] = run
    if (first && first.revision !== change.revision) {
      yield [first.revision, run]
      run = []
    }
    run.push(change)
  }
  const [first] = run
  if (first) yield [first.revision, run]
}
