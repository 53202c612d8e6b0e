import type { SessionUser } from '#shared/contract/session'
import type { PageContext } from './serve'

/** One page's connection: who is signed in on it. */
export interface Page extends PageContext {
  token: string | undefined
}

/** A page as its procedures see it, after the role it needs was checked. */
export interface SignedInPage {
  page: Page
  user: SessionUser
}

export function openPage(): Page {
  const page: Page = {
    token: undefined,
    close() {
      page.token = undefined
    },
  }
  return page
}
