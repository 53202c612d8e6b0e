import { type CustomScheme, protocol } from 'electron'
import type { PageFile } from '../hosting/page-files'
import { SECURITY_HEADERS } from '../hosting/security-headers'

/** The page has an origin of its own: `file:` would have shared one with every file of the computer. */
export const PAGE_ORIGIN = 'app://box-office'
export const PAGE_URL = `${PAGE_ORIGIN}/index.html`

/** To be registered before Electron is ready. `standard` gives the scheme origins, `secure` those of https. */
export const PAGE_SCHEME: CustomScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
}

/** Whether an address lies in the page's origin. */
export function isOfPage(url: string): boolean {
  return url.startsWith(`${PAGE_ORIGIN}/`)
}

/** Answers `app://box-office/…` with the files of the built page, and nothing else. */
export function servePageFiles(files: ReadonlyMap<string, PageFile>): void {
  protocol.handle(PAGE_SCHEME.scheme, async ({ url, method }) => {
    const file = isOfPage(url) && method === 'GET' ? files.get(new URL(url).pathname) : undefined
    if (!file) return new Response(null, { status: 404, headers: SECURITY_HEADERS })
    return new Response(new Uint8Array(await file.read()), {
      headers: {
        ...SECURITY_HEADERS,
        'content-type': file.contentType,
        'cache-control': file.cacheControl,
      },
    })
  })
}
