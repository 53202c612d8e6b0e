import type { IncomingMessage, RequestListener } from 'node:http'
import type { PageFile } from '../hosting/page-files'
import { SECURITY_HEADERS } from '../hosting/security-headers'
import type { Log } from '../logging/log'
import type { Access } from './access'

/** Answers requests for the files of the page, and nothing else. */
export function serveFiles(files: ReadonlyMap<string, PageFile>, access: Access, log: Log): RequestListener {
  return async (request, response) => {
    const { status, headers, body } = await answer(request)
    response.writeHead(status, { ...SECURITY_HEADERS, 'content-length': body.length, ...headers })
    response.end(request.method === 'HEAD' ? undefined : body)
  }

  async function answer({ method, headers, url = '' }: IncomingMessage): Promise<Answer> {
    const denial = access.toFiles(headers)
    if (denial) {
      log.warn({ 'event.action': 'request-denied', 'event.reason': denial }, 'a request was turned away')
      return empty(403)
    }
    if (method !== 'GET' && method !== 'HEAD') return empty(405, { allow: 'GET, HEAD' })
    // As it was sent, not decoded: a path is in the list of files, or there is nothing.
    const file = files.get(url.split('?', 1)[0] ?? '')
    if (!file) return empty(404)
    try {
      const body = await file.read()
      return {
        status: 200,
        headers: { 'content-type': file.contentType, 'cache-control': file.cacheControl },
        body,
      }
    } catch (error) {
      log.error({ 'event.action': 'page-file-unreadable', error }, 'a file of the page cannot be read')
      return empty(500)
    }
  }
}

interface Answer {
  status: number
  headers: Record<string, string>
  body: Buffer
}

function empty(status: number, headers: Record<string, string> = {}): Answer {
  return { status, headers, body: Buffer.alloc(0) }
}
