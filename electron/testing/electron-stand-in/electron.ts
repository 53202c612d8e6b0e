/**
 * A stand-in for the module `electron`, for machines without Electron's runtime: the built main bundle runs on it
 * under Node. It does nothing by itself but remember; a test makes things happen by the deeds, over the process's
 * channel.
 */
import { deeds } from './deeds'
import { answerRequests } from './wire'

export { app } from './application'
export { MessageChannelMain } from './message-channel'
export { dialog, ipcMain, Menu, nativeTheme, protocol, screen, session, shell } from './platform'
export { BrowserWindow } from './windows'

answerRequests(deeds)
