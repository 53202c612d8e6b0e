import { isDeepStrictEqual } from 'node:util'
import { Refusal } from '#shared/errors/refusals'

/**
 * `now` with what somebody changed on a form: the fields in which `wanted` differs from what they had `seen`. So two
 * people edit one thing at once, unless they change the same field of it.
 * @param what whose fields these are, for people
 * @returns nothing when everything is as wanted
 * @throws Refusal `EDITED_MEANWHILE` when somebody else changed one of those fields to something else
 */
export function withChangedFields<T extends object>(
  what: string,
  { now, seen, wanted }: { now: T; seen: T; wanted: T },
): T | undefined {
  const next = { ...now }
  for (const field of Object.keys(wanted) as (keyof T)[]) {
    if (isDeepStrictEqual(seen[field], wanted[field]) || isDeepStrictEqual(now[field], wanted[field]))
      continue
    if (!isDeepStrictEqual(now[field], seen[field])) throw new Refusal('EDITED_MEANWHILE', { what })
    next[field] = wanted[field]
  }
  return isDeepStrictEqual(next, now) ? undefined : next
}
