import { newId } from '#shared/domain/ids'

/**
 * Ids of what somebody asks for. A further try at the same thing has the id of the first, so that the two are never
 * both carried out; another thing has another id.
 */
export function createTryIds() {
  let last: { asked: string; id: string } | undefined
  return {
    /** @param asked what decides whether it is the same thing, as JSON */
    idFor(asked: unknown): string {
      const text = JSON.stringify(asked)
      if (last?.asked !== text) last = { asked: text, id: newId() }
      return last.id
    },
    /** It was done: asked for once more it is another. */
    done(): void {
      last = undefined
    },
  }
}
