import type { Page } from '@playwright/test'

/** How long the screen took to answer keys and clicks, each from the press to the next picture. */
export interface Interactions {
  /** How many there were. */
  count: number
  /** Those of 16 ms and more, in milliseconds; the browser tells no shorter ones, and counts in steps of 8. */
  slowMs: readonly number[]
  /** Interaction to Next Paint: the longest, but one left out for every fifty (https://web.dev/articles/inp). */
  inpMs: number
}

interface WatchedWindow {
  interactions: { from: number; longest: Map<number, number> }
}

/** Of this many interactions one is left out: a single hiccup says little about a long day. */
const oneIn = 50

/** Notes every interaction from now on. */
export async function watchInteractions(page: Page): Promise<void> {
  await page.evaluate(() => {
    const longest = new Map<number, number>()
    const { interactionCount = 0 } = performance as { interactionCount?: number }
    Object.assign(window, { interactions: { from: interactionCount, longest } })
    new PerformanceObserver(list => {
      for (const entry of list.getEntries() as (PerformanceEntry & { interactionId?: number })[]) {
        const { interactionId = 0, duration } = entry
        if (interactionId > 0) longest.set(interactionId, Math.max(duration, longest.get(interactionId) ?? 0))
      }
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
  })
}

export async function interactionsOf(page: Page): Promise<Interactions> {
  const { count, slowMs } = await page.evaluate(() => {
    const { from, longest } = (window as unknown as WatchedWindow).interactions
    const { interactionCount = 0 } = performance as { interactionCount?: number }
    return { count: interactionCount - from, slowMs: [...longest.values()] }
  })
  const longestFirst = [...slowMs].sort((a, b) => b - a)
  const inpMs = longestFirst[Math.min(longestFirst.length - 1, Math.floor(count / oneIn))] ?? 0
  return { count, slowMs, inpMs }
}
