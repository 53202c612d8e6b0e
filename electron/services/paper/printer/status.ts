/** How a printer is, as far as it says so itself. */
export interface PrinterStatus {
  /** Why it does not print, or nothing when it does. */
  problem?: 'out-of-paper' | 'cover-open' | 'fault'
  /** The roll is nearly at its end. */
  paperLow: boolean
}

/** DLE EOT: asks at once, past everything that waits to be printed. 2: why it is off line; 4: its paper sensors. */
export const askStatus = Uint8Array.of(0x10, 0x04, 2, 0x10, 0x04, 4)
/** GS r 1: is answered in its turn, when what was sent before it is printed. */
export const askPrinted = Uint8Array.of(0x1d, 0x72, 1)

/** Whether a byte answers DLE EOT: bits 1 and 4 are set, 0 and 7 are not. Source: Epson's ESC/POS reference. */
export const isStatusByte = (byte: number) => (byte & 0x93) === 0x12
/** Whether a byte answers GS r: bits 4 and 7 are not set. */
export const isPrintedByte = (byte: number) => (byte & 0x90) === 0

/** What the two answers to `askStatus` say. */
export function statusOf(offline: number, paper: number): PrinterStatus {
  const paperLow = (paper & 0x0c) !== 0
  if (offline & 0x20 || paper & 0x60) return { problem: 'out-of-paper', paperLow }
  if (offline & 0x04) return { problem: 'cover-open', paperLow }
  if (offline & 0x40) return { problem: 'fault', paperLow }
  return { paperLow }
}
