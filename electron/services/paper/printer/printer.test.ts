import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { printerSettings } from '#shared/domain/printer'
import { PrinterOff } from './line'
import { printOn } from './print'
import { isPrintedByte, isStatusByte, statusOf } from './status'

it('tells what a printer says of itself', () => {
  expect(statusOf(0x12, 0x12)).toEqual({ paperLow: false })
  expect(statusOf(0x12, 0x1e)).toEqual({ paperLow: true })
  expect(statusOf(0x32, 0x72)).toEqual({ problem: 'out-of-paper', paperLow: false })
  expect(statusOf(0x16, 0x12)).toEqual({ problem: 'cover-open', paperLow: false })
  expect(statusOf(0x52, 0x12)).toEqual({ problem: 'fault', paperLow: false })
  for (const byte of [0x12, 0x16, 0x32, 0x72, 0x1e])
    expect([isStatusByte(byte), isPrintedByte(byte)]).toEqual([true, false])
  for (const byte of [0x00, 0x0c]) expect([isStatusByte(byte), isPrintedByte(byte)]).toEqual([false, true])
})

it('names no file but a printer’s as a device', () => {
  const settings = (path: string) => printerSettings.shape.address.safeParse({ kind: 'device', path }).success
  expect(['/dev/usb/lp0', '/dev/lp1', '/dev/ttyUSB0'].map(settings)).toEqual([true, true, true])
  for (const path of ['/dev/sda', '/etc/passwd', '/dev/usb/../sda', '/dev/lp0/../mem', '/dev/mem'])
    expect(settings(path), path).toBe(false)
})

it('writes to a device file that is there, and makes none where there is none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'box-office-device-'))
  const printed: number[] = []
  const sent: number[] = []
  const hooks = {
    sending: async (piece: number) => void sent.push(piece),
    printed: (pieces: number) => void printed.push(pieces),
    news: () => {},
  }
  const pieces = [async () => Uint8Array.of(65), async () => Uint8Array.of(66)]
  const { signal } = new AbortController()
  try {
    const path = join(folder, 'lp0')
    const job = { kick: true, pieces }
    await expect(printOn({ kind: 'device', path }, job, hooks, signal)).rejects.toBeInstanceOf(PrinterOff)
    expect(existsSync(path)).toBe(false)
    await writeFile(path, '')
    await printOn({ kind: 'device', path }, job, hooks, signal)
    expect([...(await readFile(path))]).toEqual([0x1b, 0x70, 0, 50, 250, 65, 66])
    expect(sent).toEqual([0, 1])
    expect(printed.at(-1)).toBe(2)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
