import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** Why a request was turned away: the words of the log, never of the answer. */
export type Denial = 'wrong-host' | 'wrong-origin' | 'wrong-token'

/** Who may talk to a browser host: pages it served itself, opened by whoever knows the token of this start. */
export interface Access {
  /** 256 random bits. */
  readonly token: string
  /** For anything that asks for a file: the page itself holds no secret. */
  toFiles(headers: IncomingHttpHeaders): Denial | undefined
  /** For a WebSocket, which may do everything that the signed-in user may. */
  toSocket(headers: IncomingHttpHeaders, token: string | null): Denial | undefined
}

/** @param port where the host listens: a page of another program on this computer has another one. */
export function accessOn(port: number): Access {
  const token = randomBytes(32).toString('base64url')
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`])
  // A name that was made to point here (DNS rebinding) carries its own name in Host.
  const ourHost = ({ host }: IncomingHttpHeaders) => host !== undefined && hosts.has(host)
  const ourOrigin = ({ host, origin }: IncomingHttpHeaders) => origin === `http://${host}`
  return {
    token,
    toFiles(headers) {
      if (!ourHost(headers)) return 'wrong-host'
      return headers.origin === undefined || ourOrigin(headers) ? undefined : 'wrong-origin'
    },
    toSocket(headers, given) {
      if (!ourHost(headers)) return 'wrong-host'
      if (!ourOrigin(headers)) return 'wrong-origin'
      return given !== null && sameText(given, token) ? undefined : 'wrong-token'
    },
  }
}

/** Compares in a time that says nothing about where the texts differ, nor about their lengths. */
function sameText(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(left), digest(right))
}
