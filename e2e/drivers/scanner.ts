import type { Page } from '@playwright/test'

/** Between two characters of a barcode scanner, in seconds. */
const gapSeconds = 0.012

/**
 * Types a code and Enter as a barcode scanner does. All keys are sent at once, each with the time it was pressed: to wait
 * for every one of them would make a person of the scanner on a busy machine.
 */
export async function scan(page: Page, code: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const begun = Date.now() / 1_000
  const characters = [...code].map(character => ({ key: character, text: character }))
  const enter = { key: 'Enter', code: 'Enter', text: '\r', windowsVirtualKeyCode: 13 }
  await Promise.all(
    [...characters, enter].flatMap(({ text, ...key }, place) => {
      const timestamp = begun + place * gapSeconds
      return [
        session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key, text, timestamp }),
        session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key, timestamp }),
      ]
    }),
  )
  await session.detach()
}
