import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { dialog, type Session, shell } from 'electron'
import type { Log } from '../logging/log'

/** A file that a page asks to be kept, as its download tells of it. */
interface Download {
  url: string
  mimeType: string
  fileName: string
}

const nameOfOurs = /^(tickets|receipt|invoice)-[\w., -]{1,200}\.pdf$/

/**
 * The name under which a download is opened; undefined for everything but a PDF that our own page made, by a name that
 * this application gives its documents: nothing else may reach the computer's disk or its programs from a page.
 */
function documentName({ url, mimeType, fileName }: Download, isOurs: (url: string) => boolean) {
  const made = url.startsWith('blob:') && isOurs(url.slice('blob:'.length))
  return made && mimeType === 'application/pdf' && nameOfOurs.test(fileName) ? basename(fileName) : undefined
}

/**
 * Opens the documents that pages hand over (renderer/ui/documents.ts) in the computer's own viewer, which prints and
 * keeps them; every other download is cancelled. They lie in a folder that only this user can read, for a ticket's code
 * lets its bearer in.
 *
 * @returns what takes the folder away again, when the application ends.
 */
export function openDocuments(session: Session, isOurs: (url: string) => boolean, log: Log): () => void {
  let folder: string | undefined
  let count = 0
  session.on('will-download', (event, item) => {
    const url = item.getURL()
    const name = documentName({ url, mimeType: item.getMimeType(), fileName: item.getFilename() }, isOurs)
    if (!name) {
      event.preventDefault()
      log.warn(
        { 'event.action': 'page-denied', 'event.reason': 'download', 'url.full': url },
        'no such download',
      )
      return
    }
    folder ??= mkdtempSync(join(tmpdir(), 'box-office-documents-'))
    // Each by itself: a viewer may still have the one before of the same name open.
    const place = join(folder, String(++count))
    mkdirSync(place)
    const path = join(place, name)
    item.setSavePath(path)
    item.once('done', async (_event, state) => {
      const problem = state === 'completed' ? await shell.openPath(path) : state
      if (!problem) return
      log.error(
        { 'event.action': 'document-not-opened', 'event.reason': problem },
        'a document was not opened',
      )
      // Without a program for it, where it lies is the most that can be said.
      if (state === 'completed') shell.showItemInFolder(path)
      else dialog.showErrorBox(name, 'The document could not be written to this computer.')
    })
  })
  return () => {
    if (folder) rmSync(folder, { recursive: true, force: true })
  }
}
