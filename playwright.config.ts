import { defineConfig } from '@playwright/test'
import { electronRuntime } from './e2e/drivers/electron-runtime'

if (!electronRuntime()) {
  process.stderr.write(
    "NOTE: Electron's runtime is not installed here, so the specs run on the browser host only. " +
      'Where it can be downloaded, `npx install-electron` adds the project "desktop".\n',
  )
}

/** The same specs on both hosts. Each worker has its own terminal and its own embedded cluster. */
export default defineConfig({
  testDir: './e2e',
  outputDir: './test-results',
  // Each worker starts three etcd processes and a Chromium.
  workers: 1,
  timeout: 60_000,
  expect: {
    timeout: 10_000,
    toHaveScreenshot: {
      // Letters are drawn otherwise on each system: one set of pictures each, where somebody made one.
      pathTemplate: '{testDir}/looks/{platform}/{arg}{ext}',
      animations: 'disabled',
      // A figure that is renewed every second is 0.04 % of a window; a button four pixels taller moves 1 % or more.
      maxDiffPixelRatio: 0.005,
    },
  },
  forbidOnly: process.env.CI !== undefined,
  // A second try on a machine shared with strangers; the report calls such a spec flaky.
  retries: process.env.CI ? 1 : 0,
  reporter: 'list',
  use: { trace: 'retain-on-failure' },
  projects: [
    { name: 'browser-host', metadata: { host: 'browser' } },
    ...(electronRuntime() ? [{ name: 'desktop', metadata: { host: 'desktop' } }] : []),
  ],
})
