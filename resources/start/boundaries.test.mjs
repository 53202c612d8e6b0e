import { describe, expect, it, vi } from 'vitest'
import { cruiseFiles } from './boundaries.mjs'

// Each reads a tree of files, and a machine may be busy.
vi.setConfig({ testTimeout: 30_000 })

/** Has one module import another, and @returns the rules that were broken. */
async function rulesBrokenBy(from, statement, to) {
  const files = { [from]: `${statement}\nexport const one = 1\n` }
  if (to) files[to] = 'export const two = 2\nexport type Two = number\n'
  const { violations } = await cruiseFiles(files)
  return [...new Set(violations.map(({ rule }) => rule))]
}

/** What has one module import the other by a relative path. */
function importOf(from, to, names = '{ two }') {
  const up = '../'.repeat(from.split('/').length - 1)
  return `import ${names} from '${up}${to.replace(/\.tsx?$/, '')}'`
}

describe('the import rules', () => {
  it.each([
    ['electron/services/selling/hold.ts', 'electron/cluster/txn/index.ts'],
    ['electron/services/selling/hold.ts', 'electron/services/refusing.ts'],
    ['electron/services/selling/hold.ts', 'shared/domain/money.ts'],
    ['electron/replica/index.ts', 'electron/keyspace/index.ts'],
    ['electron/router/selling.ts', 'electron/services/selling/hold.ts'],
    ['electron/host.ts', 'electron/browser-host/index.ts'],
    ['electron/main.ts', 'electron/logging/index.ts'],
    ['electron/testing/cluster.ts', 'electron/cluster/local/index.ts'],
    ['electron/keyspace/index.test.ts', 'electron/testing/cluster.ts'],
    ['renderer/features/counter/pay.tsx', 'renderer/stores/baskets.ts'],
    ['renderer/features/counter/pay.tsx', 'renderer/features/counter/rules.ts'],
    ['renderer/stores/baskets.ts', 'renderer/transport/index.ts'],
  ])('let %s import %s', async (from, to) => {
    expect(await rulesBrokenBy(from, importOf(from, to), to)).toEqual([])
  })

  it.each([
    ['shared/domain/money.ts', 'electron/keyspace/index.ts', 'shared imports nothing above it'],
    [
      'electron/cluster/txn/index.ts',
      'electron/keyspace/index.ts',
      'electron/cluster imports only what it may',
    ],
    [
      'electron/replica/index.ts',
      'electron/services/refusing.ts',
      'electron/replica imports only what it may',
    ],
    [
      'electron/router/selling.ts',
      'electron/cluster/txn/index.ts',
      'electron/router imports only what it may',
    ],
    ['electron/preload.ts', 'electron/app.ts', 'electron/preload.ts imports only what it may'],
    ['electron/app.ts', 'renderer/ui/button.tsx', 'electron/app.ts imports only what it may'],
    [
      'electron/services/selling/hold.ts',
      'electron/services/users/index.ts',
      'services do not import each other',
    ],
    [
      'renderer/features/counter/pay.tsx',
      'renderer/features/admin/audit.tsx',
      'features do not import each other',
    ],
    ['renderer/stores/baskets.ts', 'renderer/ui/button.tsx', 'renderer/stores imports only what it may'],
    ['electron/cluster/watch/index.ts', 'electron/logging/log.ts', 'logging is handed in'],
    ['electron/app.ts', 'electron/testing/cluster.ts', 'only tests and commands import the testing tools'],
    ['electron/app.ts', 'electron/app.test.ts', 'nothing imports a test'],
    ['electron/novelty/index.ts', 'shared/domain/money.ts', 'every part has its row in the table'],
  ])('do not let %s import %s', async (from, to, rule) => {
    expect(await rulesBrokenBy(from, importOf(from, to), to)).toContain(rule)
  })

  it('let everybody name the type of what is handed in for logging', async () => {
    const [from, to] = ['electron/cluster/watch/index.ts', 'electron/logging/log.ts']
    const statement = `${importOf(from, to, 'type { Two }')}\nexport type Three = Two`
    expect(await rulesBrokenBy(from, statement, to)).toEqual([])
  })

  it('let neither shared nor the renderer import from Node', async () => {
    for (const from of ['shared/domain/money.ts', 'renderer/stores/baskets.ts']) {
      expect(await rulesBrokenBy(from, "import 'node:fs'")).toEqual(['shared and renderer run without Node'])
    }
  })

  it('see an import that leads nowhere, and one that leads back', async () => {
    expect(await rulesBrokenBy('electron/app.ts', "import './router'")).toEqual([
      'every import leads somewhere',
    ])
    const { violations } = await cruiseFiles({
      'shared/domain/a.ts': "import { b } from './b'\nexport const a = () => b\n",
      'shared/domain/b.ts': "import { a } from './a'\nexport const b = () => a\n",
    })
    expect(violations.map(({ rule }) => rule)).toContain('no circle of imports')
  })

  it.each([
    ['electron', 'electron/app.ts', 'electron/desktop/windows.ts'],
    ['etcd3', 'electron/keyspace/index.ts', 'electron/cluster/connection/index.ts'],
    ['react', 'shared/domain/money.ts', 'renderer/ui/button.tsx'],
    ['ws', 'electron/app.ts', 'electron/browser-host/index.ts'],
  ])('keep the package %s out of %s and let it into %s', async (name, stranger, home) => {
    const broken = await Promise.all(
      [stranger, home].map(async from => {
        const { violations } = await cruiseFiles({
          [from]: `import '${name}'\n`,
          [`node_modules/${name}/package.json`]: JSON.stringify({ name, main: 'index.js' }),
          [`node_modules/${name}/index.js`]: '',
        })
        return violations.map(({ rule }) => rule)
      }),
    )
    expect(broken).toEqual([[expect.stringMatching(new RegExp(`^${name}\\S* is imported only in`))], []])
  })
})
