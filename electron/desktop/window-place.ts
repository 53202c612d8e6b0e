import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserWindow, type Rectangle, screen } from 'electron'
import { z } from 'zod'
import type { Log } from '../logging/log'

const place = z.looseObject({
  v: z.literal(1),
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  maximized: z.boolean(),
})

/** Where a window stood when it was closed; all in device-independent pixels. */
export type WindowPlace = z.infer<typeof place>

const USUAL = { width: 1440, height: 900 }
/** Below this the counter no longer fits. */
export const SMALLEST = { width: 960, height: 640 }

const pathIn = (dataDir: string) => join(dataDir, 'window.json')

/** Where the next window goes: where the last one was, if that is still on a screen, else in the middle. */
export function nextPlace(dataDir: string): { bounds: Partial<Rectangle>; maximized: boolean } {
  const last = lastPlace(dataDir)
  if (!last) return { bounds: clipped(USUAL), maximized: false }
  const { x, y, width, height, maximized } = last
  const size = clipped({ width, height })
  return { bounds: isSeen({ x, y, ...size }) ? { x, y, ...size } : size, maximized }
}

/** Remembers where a window stands when it is closed. */
export function rememberPlace(window: BrowserWindow, dataDir: string, log: Log): void {
  window.on('close', () => {
    const value: WindowPlace = { v: 1, ...window.getNormalBounds(), maximized: window.isMaximized() }
    try {
      writeFileSync(pathIn(dataDir), JSON.stringify(value))
    } catch (error) {
      log.warn({ 'event.action': 'window-place-lost', error }, 'where the window stood was not kept')
    }
  })
}

/** A file that is missing or not understood only costs a window in the middle. */
function lastPlace(dataDir: string): WindowPlace | undefined {
  try {
    return place.parse(JSON.parse(readFileSync(pathIn(dataDir), 'utf8')))
  } catch {
    return undefined
  }
}

/** Not larger than the screen, not smaller than what can be used. */
function clipped(size: { width: number; height: number }): { width: number; height: number } {
  const { workAreaSize } = screen.getPrimaryDisplay()
  return {
    width: Math.max(SMALLEST.width, Math.min(size.width, workAreaSize.width)),
    height: Math.max(SMALLEST.height, Math.min(size.height, workAreaSize.height)),
  }
}

/** Whether the title bar of a window there could be grasped: screens may have been unplugged. */
function isSeen({ x, y, width }: Rectangle): boolean {
  const { workArea } = screen.getDisplayNearestPoint({ x: x + Math.round(width / 2), y })
  return (
    x + width / 2 >= workArea.x &&
    x + width / 2 <= workArea.x + workArea.width &&
    y >= workArea.y &&
    y <= workArea.y + workArea.height - 40
  )
}
