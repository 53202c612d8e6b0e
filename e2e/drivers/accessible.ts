import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/**
 * Everything axe knows holds on the page as it stands, in both themes.
 *
 * A page of this application has no frames, so axe runs in it alone (its other mode opens a second page for each run),
 * and it is asked for violations only: to describe everything that passed takes longer than to look for what does not.
 */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page })
      .setLegacyMode()
      .options({ resultTypes: ['violations'] })
      .analyze()
    expect(
      violations.map(({ id, nodes }) => ({ colorScheme, id, where: nodes.map(node => node.html) })),
    ).toEqual([])
  }
}
