import { type IpcMainEvent, ipcMain, MessageChannelMain } from 'electron'
import type { Log } from '../logging/log'
import type { PagePort } from '../router/serve'
import { overMessagePort } from '../router/serve-message-port'
import { isOfPage } from './page-origin'

/** Hands a page that asks for it a port to the router: the one thing a page can ask of this process directly. */
export function handOutPorts(servePage: (port: PagePort) => void, log: Log): void {
  ipcMain.on('ticketcd:request-port', event => {
    if (!isFromOurPage(event)) {
      log.warn({ 'event.action': 'port-denied', 'url.full': event.senderFrame?.url }, 'a port was refused')
      return
    }
    const { port1, port2 } = new MessageChannelMain()
    servePage(overMessagePort(port1))
    event.sender.postMessage('ticketcd:port', null, [port2])
  })
}

/** From the page itself, not from a frame in it, and still at our address when the message arrives. */
function isFromOurPage({ sender, senderFrame }: IpcMainEvent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isOfPage(senderFrame.url)
}
