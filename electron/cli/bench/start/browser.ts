import { type Browser, chromium } from '@playwright/test'
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
