import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const packageDir = join(import.meta.dirname, '..', '..', 'node_modules', 'electron')

/**
 * The Electron executable, where its runtime was installed. Looked up in the files: loading the package would try to
 * download it.
 */
export function electronRuntime(): string | undefined {
  const pathFile = join(packageDir, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(packageDir, 'dist')
  const executable = join(dist, readFileSync(pathFile, 'utf8').trim())
  return existsSync(executable) ? executable : undefined
}
