import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

/** @returns the file of this name that a shell would run, or undefined. */
export async function findOnPath(fileName: string, path: string | undefined): Promise<string | undefined> {
  for (const folder of (path ?? '').split(delimiter).filter(Boolean)) {
    const candidate = join(folder, fileName)
    const usable = await access(candidate, constants.X_OK).then(
      () => true,
      () => false,
    )
    if (usable) return candidate
  }
  return undefined
}
