import { defineConfig } from 'vitest/config'

/**
 * What starts processes, cuts lines and waits for elections gets a second try where a machine is shared with strangers.
 * The reporter names it; at a desk there is none.
 */
const retry = process.env.CI ? 1 : 0

/**
 * `unit` needs nothing but Node; `etcd` runs against real etcd processes, one single-node cluster a worker
 * (electron/testing/worker-cluster.ts); `campaign` does, too, and has the machine to itself, since too little happens in
 * one on a busy machine; `built` starts what was built, and builds it first. The suffix of a test file, or its folder,
 * says which it is.
 */
const campaign = 'electron/cli/campaign/**/*.etcd.test.ts'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{shared,electron,renderer,resources}/**/*.test.{ts,tsx,mjs}'],
          exclude: ['**/*.{etcd,built}.test.ts', '**/node_modules/**'],
          // A process for each of eighty small files takes longer than all their tests.
          isolate: false,
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'etcd',
          include: ['electron/**/*.etcd.test.ts'],
          exclude: [campaign, '**/node_modules/**'],
          // The application's modules are read once a worker, and its node is started once.
          isolate: false,
          globalSetup: 'electron/testing/clusters-folder.ts',
          setupFiles: 'electron/testing/etcd-file.ts',
          // Most of their time they wait: for a lease, a deadline, a process.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
          hookTimeout: 60_000,
          retry,
        },
      },
      {
        test: {
          name: 'campaign',
          include: [campaign],
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
          hookTimeout: 60_000,
          retry,
        },
      },
      {
        test: {
          name: 'built',
          include: ['electron/**/*.built.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 180_000,
          retry,
        },
      },
    ],
  },
})
