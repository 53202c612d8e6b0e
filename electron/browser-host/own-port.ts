import { join } from 'node:path'
import { z } from 'zod'
import { readJsonFile, writeJsonFile } from '../data-folder/files'
import { type BrowserHost, type BrowserHostOptions, PortTaken, startBrowserHost } from '.'

const portFile = z.looseObject({ v: z.literal(1), port: z.number().int().min(1).max(65_535) })

/**
 * Starts on the port that this data folder had the last time, or on a free one when there is none or it is taken now:
 * a browser keeps what a person chose, such as the theme, by the page's port.
 */
export async function startOnOwnPort(
  dataDir: string,
  options: Omit<BrowserHostOptions, 'port'>,
): Promise<BrowserHost> {
  const path = join(dataDir, 'browser-host.json')
  const last = await readJsonFile(path, portFile).catch(error => {
    options.log.warn({ 'event.action': 'port-unreadable', 'file.path': path, error }, 'a new port is drawn')
  })
  const host = await startOn(last?.port ?? 0, options)
  const port = Number(new URL(host.address).port)
  if (port !== last?.port) await writeJsonFile(path, { v: 1, port })
  return host
}

async function startOn(port: number, options: Omit<BrowserHostOptions, 'port'>): Promise<BrowserHost> {
  try {
    return await startBrowserHost({ ...options, port })
  } catch (error) {
    if (error instanceof PortTaken && port !== 0) return startBrowserHost({ ...options, port: 0 })
    throw error
  }
}
