import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { connect } from 'node:net'
import type { PrinterAddress } from '#shared/domain/printer'

/** The way to a printer, open. */
export interface Line {
  /** Settles when the bytes have left this computer. */
  send(bytes: Uint8Array): Promise<void>
  /** Whether anything can come back: a device file is only written. */
  readonly answers: boolean
  /** Says what comes back, byte by byte. */
  onByte(listener: (byte: number) => void): void
  /** Rejects when the line breaks; never resolves. */
  readonly broken: Promise<never>
  /** Settles when everything that was sent was taken. */
  close(): Promise<void>
  /** Hangs up at once. */
  destroy(): void
}

/** Nobody answers at the printer's address: it is off, or the cable is out. */
export class PrinterOff extends Error {
  override readonly name = 'PrinterOff'
}

/** A printer on the local network answers within milliseconds. */
const connectWithinMs = 3_000
const hangUpWithinMs = 2_000

/** @throws PrinterOff */
export function openLine(address: PrinterAddress): Promise<Line> {
  return address.kind === 'network' ? networkLine(address) : deviceLine(address)
}

function networkLine({ host, port }: Extract<PrinterAddress, { kind: 'network' }>): Promise<Line> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true })
    const refuse = (cause: unknown) => {
      socket.destroy()
      reject(new PrinterOff(`no printer at ${host}:${port}`, { cause }))
    }
    socket.setTimeout(connectWithinMs, () => refuse(new Error('no answer')))
    socket.once('error', refuse)
    socket.once('connect', () => {
      socket.setTimeout(0)
      socket.setKeepAlive(true, 5_000)
      socket.off('error', refuse)
      const broken = new Promise<never>((_, breakOff) => {
        const over = (cause?: unknown) => breakOff(new PrinterOff('the printer hung up', { cause }))
        socket.once('error', over)
        socket.once('close', () => over())
      })
      broken.catch(() => {})
      resolve({
        answers: true,
        broken,
        send: bytes =>
          Promise.race([
            new Promise<void>((sent, failed) => {
              socket.write(bytes, error => (error ? failed(new PrinterOff(error.message)) : sent()))
            }),
            broken,
          ]),
        onByte: listener =>
          socket.on('data', data => {
            for (const byte of data) listener(byte)
          }),
        close: () =>
          new Promise(done => {
            // A printer that does not hang up in its turn is left.
            socket.setTimeout(hangUpWithinMs, () => socket.destroy())
            socket.resume()
            socket.end(() => done())
          }),
        destroy: () => void socket.destroy(),
      })
    })
  })
}

async function deviceLine({ path }: Extract<PrinterAddress, { kind: 'device' }>): Promise<Line> {
  // Only what is there: a file must not be made where a printer was pulled out.
  const file = await open(path, constants.O_WRONLY).catch((cause: unknown) => {
    throw new PrinterOff(`no printer at ${path}`, { cause })
  })
  const send = async (bytes: Uint8Array) => {
    for (let at = 0; at < bytes.length; ) {
      const { bytesWritten } = await file.write(bytes, at).catch((cause: unknown) => {
        throw new PrinterOff(`the printer at ${path} is gone`, { cause })
      })
      at += bytesWritten
    }
  }
  const close = () => file.close().catch(() => {})
  const silent = { answers: false, onByte: () => {} }
  return { ...silent, send, close, broken: new Promise(() => {}), destroy: () => void close() }
}
