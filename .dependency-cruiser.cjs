/**
 * Who may import whom. Each folder or entry of `electron/` and `renderer/` names the others it may import; `shared/`
 * is open to all of them and imports nothing above it. Tests may import what they need, and nothing imports tests.
 */
const mayImport = {
  'electron/logging': [],
  'electron/cluster': [],
  'electron/keyspace': ['electron/cluster/model.ts'],
  'electron/data-folder': ['electron/cluster'],
  'electron/replica': ['electron/cluster', 'electron/keyspace'],
  'electron/warehouse': ['electron/replica', 'electron/keyspace'],
  'electron/services': ['electron/cluster', 'electron/keyspace', 'electron/replica', 'electron/warehouse'],
  'electron/demo': ['electron/cluster', 'electron/keyspace', 'electron/services', 'resources/demo'],
  'electron/router': ['electron/services', 'electron/replica', 'electron/cluster/model.ts'],
  'electron/welcome.ts': ['electron/keyspace', 'electron/replica'],
  'electron/app.ts': [
    'electron/cluster',
    'electron/data-folder',
    'electron/demo',
    'electron/keyspace',
    'electron/replica',
    'electron/router',
    'electron/services',
    'electron/warehouse',
    'electron/welcome.ts',
  ],
  'electron/hosting': ['electron/app.ts', 'electron/data-folder', 'electron/logging'],
  'electron/browser-host': ['electron/app.ts', 'electron/data-folder', 'electron/hosting', 'electron/router'],
  'electron/desktop': ['electron/app.ts', 'electron/data-folder', 'electron/hosting', 'electron/router'],
  'electron/host.ts': [
    'electron/app.ts',
    'electron/browser-host',
    'electron/data-folder',
    'electron/hosting',
    'electron/router',
  ],
  'electron/main.ts': [
    'electron/app.ts',
    'electron/data-folder',
    'electron/desktop',
    'electron/hosting',
    'electron/logging',
    'electron/router',
  ],
  'electron/preload.ts': [],
  'electron/cli': [
    'electron/app.ts',
    'electron/browser-host',
    'electron/cluster',
    'electron/data-folder',
    'electron/demo',
    'electron/keyspace',
    'electron/logging',
    // A campaign compares what its tills show with what is stored.
    'electron/replica',
    'electron/router',
    'electron/services',
    'electron/testing',
    'electron/warehouse',
  ],
  'electron/testing': ['electron/'],
  'renderer/transport': [],
  'renderer/ui': ['renderer/transport'],
  'renderer/stores': ['renderer/transport'],
  'renderer/features': ['renderer/stores', 'renderer/transport', 'renderer/ui'],
  'renderer/app': ['renderer/features', 'renderer/stores', 'renderer/transport', 'renderer/ui'],
  'renderer/main.tsx': ['renderer/app', 'renderer/stores', 'renderer/transport', 'renderer/ui'],
  'renderer/testing': ['renderer/'],
}

/** Packages that belong to one part alone, by name. */
const packageHomes = {
  electron: ['electron/main.ts', 'electron/preload.ts', 'electron/desktop'],
  // A bench measures ours beside the bare client; a campaign's witness reads a bare watch, and its faults administer.
  etcd3: ['electron/cluster', 'electron/cli/bench', 'electron/cli/campaign'],
  '@duckdb': ['electron/warehouse'],
  ws: ['electron/browser-host', 'electron/router', 'electron/testing'],
  'pino(-roll)?': ['electron/logging', 'electron/cli', 'electron/testing'],
  'react(-dom)?': ['renderer'],
}

const test = '\\.test\\.tsx?$'
/** A folder's whole content, or one file. */
const pattern = path => `^${path.replaceAll('.', '\\.')}${/(\.tsx?|\/)$/.test(path) ? '' : '/'}`

const layers = Object.entries(mayImport).map(([layer, allowed]) => ({
  name: `${layer} imports only what it may`,
  severity: 'error',
  from: { path: pattern(layer), pathNot: test },
  to: {
    path: '^(electron|renderer|e2e|resources)/',
    // The type of what is handed in for logging may be named anywhere; that it is a type alone is a rule of its own.
    pathNot: [layer, ...allowed].map(pattern).concat('^electron/logging/log\\.ts$'),
  },
}))

const packages = Object.entries(packageHomes).map(([name, homes]) => ({
  name: `${name} is imported only in ${homes.join(', ')}`,
  severity: 'error',
  from: { path: '^(electron|renderer|shared)/', pathNot: [...homes.map(pattern), test] },
  to: { path: `(^|/)node_modules/${name}/` },
}))

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...layers,
    ...packages,
    {
      name: 'every part has its row in the table',
      severity: 'error',
      from: {
        path: '^(electron|renderer)/',
        pathNot: [...Object.keys(mayImport).map(pattern), test],
      },
      to: { path: '^(electron|renderer|shared|node_modules)/' },
    },
    {
      name: 'shared imports nothing above it',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(electron|renderer|e2e|resources)/' },
    },
    {
      name: 'shared and renderer run without Node',
      severity: 'error',
      from: { path: '^(shared|renderer)/', pathNot: test },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'services do not import each other',
      severity: 'error',
      from: { path: '^electron/services/([^/]+)/', pathNot: test },
      to: { path: '^electron/services/[^/]+/', pathNot: '^electron/services/$1/' },
    },
    {
      name: 'features do not import each other',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/', pathNot: test },
      to: { path: '^renderer/features/[^/]+/', pathNot: '^renderer/features/$1/' },
    },
    {
      name: 'logging is handed in',
      severity: 'error',
      from: {
        path: '^electron/',
        pathNot: ['^electron/(logging|hosting|testing|cli)/', '^electron/main\\.ts$', test],
      },
      to: { path: '^electron/logging/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only tests and commands import the testing tools',
      severity: 'error',
      from: { pathNot: ['^electron/(testing|cli)/', '^e2e/', test] },
      to: { path: '^electron/testing/' },
    },
    {
      name: 'nothing imports a test',
      severity: 'error',
      from: {},
      to: { path: test },
    },
    {
      name: 'no circle of imports',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'every import leads somewhere',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.d.ts', '.mjs', '.js', '.json'],
    },
  },
}
