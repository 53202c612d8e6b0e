import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import { dataFolderFailure } from '../data-folder'

/**
 * Moves what Chromium keeps (cache, storage, its lock) into the data folder. Electron's single instance is then one
 * for each data folder. To be called before Electron is ready.
 *
 * @throws DataFolderFailure
 */
export function keepUserDataIn(dataDir: string): void {
  const folder = join(dataDir, 'desktop')
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw dataFolderFailure(dataDir, error)
  }
  app.setPath('userData', folder)
}
