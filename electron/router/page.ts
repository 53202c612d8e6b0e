import type { PageContext } from './serve'

/** One page's connection. `session` is one object for its whole life: procedures get copies of what is around it. */
export interface Page extends PageContext {
  readonly session: { token: string | undefined }
}

export function openPage(): Page {
  const session: Page['session'] = { token: undefined }
  return {
    session,
    close() {
      session.token = undefined
    },
  }
}
