import { app, type Session, type WebContents } from 'electron'
import type { Log } from '../logging/log'

/** Copying a text the person pointed at. Everything else, from camera to notifications, is denied. */
const GRANTED = new Set(['clipboard-sanitized-write'])

/**
 * Keeps every page where it is: no other address, no second window, no embedded page, no permission.
 *
 * @param isAllowed tells the addresses that a page may load again.
 */
export function guardPages(session: Session, isAllowed: (url: string) => boolean, log: Log): void {
  session.setPermissionRequestHandler((contents, permission, grant) => {
    grant(GRANTED.has(permission) && isAllowed(contents.getURL()))
  })
  session.setPermissionCheckHandler((_contents, permission, origin) => {
    return GRANTED.has(permission) && isAllowed(`${origin.replace(/\/$/, '')}/`)
  })
  session.setDevicePermissionHandler(() => false)
  app.on('web-contents-created', (_event, contents) => guardPage(contents, isAllowed, log))
}

function guardPage(contents: WebContents, isAllowed: (url: string) => boolean, log: Log): void {
  const denied = (what: string, url: string) =>
    log.warn({ 'event.action': 'page-denied', 'event.reason': what, 'url.full': url }, 'a page was held back')
  const stay = (details: { url: string; preventDefault(): void }) => {
    if (isAllowed(details.url)) return
    details.preventDefault()
    denied('navigation', details.url)
  }
  contents.on('will-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-frame-navigate', stay)
  contents.on('will-attach-webview', event => {
    event.preventDefault()
    denied('webview', contents.getURL())
  })
  contents.setWindowOpenHandler(({ url }) => {
    denied('window', url)
    return { action: 'deny' }
  })
}
