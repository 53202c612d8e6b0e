/** A PDF that the terminal made. */
export interface MadeDocument {
  /** Such as `tickets-T01-000123.pdf`. */
  fileName: string
  base64: string
}

/** A viewer has read the document long before; what it still shows needs the address no more. */
const keptMs = 10 * 60_000

/**
 * Shows a document: in a tab of its own, to be read, printed and kept. Where no tab opens it is downloaded under its
 * name; the desktop application takes every download of ours to the computer's own viewer (electron/desktop/documents.ts).
 */
export function showDocument({ fileName, base64 }: MadeDocument): void {
  const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))
  const address = URL.createObjectURL(new File([bytes], fileName, { type: 'application/pdf' }))
  setTimeout(() => URL.revokeObjectURL(address), keptMs)
  // A browser opens one for a few seconds after a key or a click, and blocks it when the document took longer.
  const tab = 'ticketcd' in window ? null : window.open(address, '_blank')
  if (!tab) download(address, fileName)
}

function download(address: string, fileName: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
}
