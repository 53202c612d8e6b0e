import type { Page } from '@playwright/test'

/** Presses keys in a page and counts them, for stories that promise how few there are. */
export function countKeys(page: Page) {
  let pressed = 0
  return {
    async press(...keys: string[]) {
      for (const key of keys) {
        pressed++
        await page.keyboard.press(key)
      }
    },
    get pressed() {
      return pressed
    },
  }
}
