import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

/** One file of the built page. */
export interface PageFile {
  contentType: string
  cacheControl: string
  read(): Promise<Buffer>
}

/** The page was not built; the message is a sentence for the person who started the application. */
export class PageMissing extends Error {
  override readonly name = 'PageMissing'
}

/**
 * The built page, by the path of its address: `/` and `/index.html`, `/assets/…`. What is not in the list of its
 * files does not exist, so no path can lead out of the folder.
 *
 * @throws PageMissing
 */
export async function pageFiles(folder: string): Promise<ReadonlyMap<string, PageFile>> {
  const files = new Map<string, PageFile>()
  for (const path of await filesUnder(folder)) {
    const address = `/${relative(folder, path).split(sep).join('/')}`
    const contentType = CONTENT_TYPES[extname(path)]
    if (contentType)
      files.set(address, { contentType, cacheControl: cacheFor(address), read: () => readFile(path) })
  }
  const index = files.get('/index.html')
  if (!index) throw new PageMissing(`There is no page in ${folder}: build it with "npm run build".`)
  return files.set('/', index)
}

/** The build names its assets by their content; the page itself is asked for each time, and its address is a secret. */
function cacheFor(address: string): string {
  return address.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-store'
}

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
}
