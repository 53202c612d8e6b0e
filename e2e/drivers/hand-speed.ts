import type { Page } from '@playwright/test'

/** Between two keys of a practised hand, in milliseconds; what comes much faster is heard as a barcode scanner. */
const betweenKeysMs = 55

/** Slows a page's keyboard down to a hand's speed, except where a `delay` says otherwise, as a scanner's does. */
export function atHandSpeed(page: Page): Page {
  const { keyboard } = page
  const press = keyboard.press.bind(keyboard)
  const type = keyboard.type.bind(keyboard)
  keyboard.press = async (key, options) => {
    await press(key, options)
    await page.waitForTimeout(betweenKeysMs)
  }
  keyboard.type = (text, options) => type(text, { delay: betweenKeysMs, ...options })
  return page
}
