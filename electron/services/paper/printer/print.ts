import { setTimeout as pause } from 'node:timers/promises'
import type { PrinterAddress } from '#shared/domain/printer'
import { drawerKick } from '../roll/papers'
import { type Line, openLine } from './line'
import { askPrinted, askStatus, isPrintedByte, isStatusByte, type PrinterStatus, statusOf } from './status'

/** What is told of a printer while it works. */
export type PrinterNews =
  | PrinterStatus
  /** It has taken a paper and does not say that it is printed. */
  | { problem: 'slow'; paperLow: boolean }

export interface PrintHooks {
  /** Called before the first byte of a piece of paper leaves: what is not written down then may not be sent. */
  sending(piece: number): Promise<void>
  /** So many pieces are out of the printer, as far as can be known. */
  printed(pieces: number): void
  news(news: PrinterNews): void
}

/** How long a printer has for its first word; one that is silent then is printed on without asking. */
const firstWordMs = 700
/** How often a printer that does not print is asked why. */
const askAgainMs = 1_000
/** After so long without a word that a piece is printed, the printer is called slow. */
const slowAfterMs = 3_000
/** Pieces on their way at one time: so few are in doubt when something breaks. */
const onTheWay = 2

/**
 * Prints pieces of paper, one after another, on the printer at `address`; the drawer's kick is the first thing sent.
 * A printer that answers is waited for, also while somebody puts in a new roll; what is sent to one that does not is
 * printed as far as can be known.
 *
 * @throws PrinterOff when it is not there, or hangs up; the signal's reason when that aborts
 */
export async function printOn(
  address: PrinterAddress,
  job: { kick: boolean; pieces: readonly (() => Promise<Uint8Array>)[] },
  hooks: PrintHooks,
  signal: AbortSignal,
): Promise<void> {
  const line = await openLine(address)
  const hangUp = () => line.destroy()
  signal.addEventListener('abort', hangUp, { once: true })
  try {
    signal.throwIfAborted()
    if (job.kick) await line.send(drawerKick)
    if (job.pieces.length > 0) await printPieces(line, job.pieces, hooks, signal)
    await line.close()
    hooks.printed(job.pieces.length)
  } catch (error) {
    line.destroy()
    throw signal.aborted ? signal.reason : error
  } finally {
    signal.removeEventListener('abort', hangUp)
  }
}

async function printPieces(
  line: Line,
  pieces: readonly (() => Promise<Uint8Array>)[],
  hooks: PrintHooks,
  signal: AbortSignal,
): Promise<void> {
  const printer = listen(line)
  const answers = line.answers && (await untilWell(printer, hooks, signal))
  let sent = 0
  for (const piece of pieces) {
    const bytes = await piece()
    await hooks.sending(sent)
    sent++
    await line.send(answers ? Buffer.concat([bytes, askPrinted]) : bytes)
    if (answers) await untilPrinted(printer, sent - onTheWay + 1, hooks, signal)
    hooks.printed(answers ? printer.printed : 0)
  }
  if (answers) await untilPrinted(printer, sent, hooks, signal)
}

/** What a printer has said. */
interface Heard {
  printed: number
  status: PrinterStatus | undefined
  /** Asks how it is; the answer comes into `status`. */
  ask(): Promise<void>
  /** Settles with the printer's next word, or after `ms`. */
  word(ms: number): Promise<void>
}

function listen(line: Line): Heard {
  let wake = () => {}
  let offline: number | undefined
  const heard: Heard = {
    printed: 0,
    status: undefined,
    ask() {
      offline = undefined
      return line.send(askStatus)
    },
    word: ms =>
      Promise.race([
        new Promise<void>(resolve => {
          wake = resolve
        }),
        pause(ms),
        line.broken,
      ]),
  }
  line.onByte(byte => {
    if (isPrintedByte(byte)) heard.printed++
    else if (isStatusByte(byte)) {
      if (offline === undefined) offline = byte
      else {
        heard.status = statusOf(offline, byte)
        offline = undefined
      }
    }
    wake()
  })
  return heard
}

/** Waits until the printer has paper and is closed. @returns whether it answers at all */
async function untilWell(printer: Heard, hooks: PrintHooks, signal: AbortSignal): Promise<boolean> {
  for (;;) {
    signal.throwIfAborted()
    printer.status = undefined
    await printer.ask()
    const giveUpAt = performance.now() + firstWordMs
    const left = () => giveUpAt - performance.now()
    while (printer.status === undefined && left() > 0) await printer.word(left())
    const status = printer.status as PrinterStatus | undefined
    if (!status) return false
    hooks.news(status)
    if (!status.problem) return true
    await pause(askAgainMs, undefined, { signal })
  }
}

/** Waits until so many pieces are printed, and tells meanwhile what keeps the printer from it. */
async function untilPrinted(
  printer: Heard,
  pieces: number,
  hooks: PrintHooks,
  signal: AbortSignal,
): Promise<void> {
  let since = performance.now()
  while (printer.printed < pieces) {
    signal.throwIfAborted()
    const before = printer.printed
    await printer.word(askAgainMs)
    if (printer.printed > before) {
      since = performance.now()
      hooks.printed(printer.printed)
      hooks.news({ paperLow: printer.status?.paperLow ?? false })
      continue
    }
    if (performance.now() - since < askAgainMs) continue
    await printer.ask()
    const { status } = printer
    if (status?.problem) hooks.news(status)
    else if (performance.now() - since >= slowAfterMs)
      hooks.news({ problem: 'slow', paperLow: status?.paperLow ?? false })
  }
}
