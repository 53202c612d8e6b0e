import { join } from 'node:path'
import { z } from 'zod'
import { id } from '#shared/domain/ids'
import { DataFolderFailure } from './failure'
import { readJsonFile, writeJsonFile } from './files'

const terminalRecord = z.looseObject({ v: z.literal(1), terminalId: id })

const pathIn = (dataDir: string) => join(dataDir, 'terminal.json')

/**
 * @returns the id this data folder's terminal was enrolled under, such as `T03`; undefined before its first start.
 * @throws DataFolderFailure when there is a file that cannot be understood: drawing a new id silently would leave
 *   the old one's ledger and journal without an owner.
 */
export async function readTerminalId(dataDir: string): Promise<string | undefined> {
  try {
    return (await readJsonFile(pathIn(dataDir), terminalRecord))?.terminalId
  } catch (error) {
    throw new DataFolderFailure(
      `${pathIn(dataDir)} cannot be read: restore it, or move it away to enrol this computer as a new terminal.`,
      { cause: error },
    )
  }
}

/** Keeps the terminal's id for every later start. */
export function writeTerminalId(dataDir: string, terminalId: string): Promise<void> {
  return writeJsonFile(pathIn(dataDir), { v: 1, terminalId })
}
