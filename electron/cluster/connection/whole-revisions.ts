import type { Change } from '../model'

/**
 * etcd splits a response larger than a request may be into fragments, and may do so inside a revision. Holds the last
 * revision of a fragment back until the next response shows that it is complete.
 */
export function wholeRevisions(): (changes: Change[], moreFragments: boolean) => Change[] {
  let held: Change[] = []
  return (changes, moreFragments) => {
    if (!moreFragments && held.length === 0) return changes
    const all = held.concat(changes)
    const unfinished = moreFragments ? all.at(-1)?.revision : undefined
    const firstUnfinished = all.findIndex(change => change.revision === unfinished)
    if (firstUnfinished === -1) {
      held = []
      return all
    }
    held = all.slice(firstUnfinished)
    return all.slice(0, firstUnfinished)
  }
}
