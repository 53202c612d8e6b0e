import { type Browser, chromium, type Page } from '@playwright/test'
import { findBrowser } from '../../../browser-host/find-browser'
import { CommandFailure } from '../../command'

/** A headless Chromium with nothing in it, as both sides of the bench open one. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser()?.path
  if (executablePath === undefined)
    throw new CommandFailure('This bench needs a Chromium, Chrome or Edge; TICKETCD_BROWSER may name one.')
  return chromium.launch({
    executablePath,
    // Chromium refuses its sandbox to root.
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
}

/** What of a page's own world is needed here; this folder is typed without one. */
interface PageWorld {
  document: { querySelectorAll(selector: string): Iterable<{ textContent: string; click(): void }> }
}

/** Runs in the page. */
function elementIn([selector, text]: readonly [selector: string, text: string]) {
  const { document } = globalThis as unknown as PageWorld
  return [...document.querySelectorAll(selector)].find(element => element.textContent.includes(text))
}

/**
 * Waits, frame by frame, for the first element that `selector` names and that holds `text`. Playwright's locators look
 * only twice a second after a while.
 */
export async function shown(page: Page, selector: string, text: string): Promise<void> {
  await page.waitForFunction(elementIn, [selector, text] as const)
}

/** Waits for the element, and clicks it at once. */
export async function press(page: Page, selector: string, text: string): Promise<void> {
  const element = await page.waitForFunction(elementIn, [selector, text] as const)
  await element.evaluate(found => found?.click())
}
