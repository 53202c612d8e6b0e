/**
 * Shows that the import rules of .dependency-cruiser.cjs hold. A checker that looked at nothing also finds nothing,
 * so it is first shown a small tree that breaks them.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { cruise } from 'dependency-cruiser'
import { inProject, root } from './project.mjs'

const rules = createRequire(import.meta.url)(inProject('.dependency-cruiser.cjs'))
const parts = ['electron', 'shared', 'renderer', 'e2e']

/**
 * @param {string} folder a tree laid out like the project
 * @returns {Promise<{ modules: number, violations: { rule: string, from: string, to: string }[] }>}
 */
export async function cruiseTree(folder) {
  const found = parts.filter(part => existsSync(join(folder, part)))
  const { output } = await cruise(found, {
    validate: true,
    ruleSet: { forbidden: rules.forbidden },
    ...rules.options,
    baseDir: folder,
  })
  const { totalCruised, violations } = output.summary
  return {
    modules: totalCruised,
    violations: violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  }
}

/**
 * Makes a tree of one-line modules, has it cruised, and removes it.
 *
 * @param {Record<string, string>} files path to content
 */
export async function cruiseFiles(files) {
  const folder = mkdtempSync(join(tmpdir(), 'boundaries-'))
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), content)
    }
    return await cruiseTree(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const knownBad = {
  'shared/money.ts': "import '../electron/services/selling/hold'\nexport const money = 1\n",
  'electron/services/selling/hold.ts': 'export const hold = 1\n',
}

async function main() {
  const probe = await cruiseFiles(knownBad)
  if (!probe.violations.some(({ rule }) => rule === 'shared imports nothing above it')) {
    throw new Error('The checker does not see an import that is known to be forbidden.')
  }
  const { modules, violations } = await cruiseTree(root)
  for (const { rule, from, to } of violations) console.log(`${from} → ${to}: ${rule}`)
  console.log(`${modules} modules, ${violations.length} forbidden imports`)
  if (modules === 0) throw new Error('The checker found no modules to look at.')
  if (violations.length > 0) process.exitCode = 1
}

if (relative(process.argv[1] ?? '', import.meta.filename) === '') await main()
