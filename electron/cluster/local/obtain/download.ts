import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'

const firstAnswerMs = 8_000
/** A connection that brings nothing for this long is given up. */
const silenceMs = 20_000
const reportEveryBytes = 4 * 1024 * 1024

/**
 * Fetches a file.
 *
 * @param onProgress told the bytes there are and, where the server says it, the bytes there will be.
 * @returns the SHA-256 of what was written, in hex.
 * @throws when the server cannot be reached, refuses, falls silent, or ends before the announced length.
 */
export async function download(
  url: string,
  path: string,
  onProgress: (doneBytes: number, totalBytes: number | undefined) => void,
): Promise<string> {
  const abort = new AbortController()
  const giveUp = () => abort.abort(new Error('the server does not answer'))
  let timer = setTimeout(giveUp, firstAnswerMs)
  const file = await open(path, 'w', 0o600)
  try {
    const response = await fetch(url, { signal: abort.signal })
    if (!response.ok || response.body === null) throw new Error(`the server answers ${response.status}`)
    const announced = Number(response.headers.get('content-length')) || undefined
    const hash = createHash('sha256')
    let doneBytes = 0
    let reportAt = 0
    for await (const chunk of response.body) {
      clearTimeout(timer)
      timer = setTimeout(giveUp, silenceMs)
      hash.update(chunk)
      await file.write(chunk)
      doneBytes += chunk.byteLength
      if (doneBytes < reportAt) continue
      reportAt = doneBytes + reportEveryBytes
      onProgress(doneBytes, announced)
    }
    if (announced !== undefined && doneBytes < announced) throw new Error('the download ended too early')
    return hash.digest('hex')
  } catch (error) {
    throw reasonOf(error)
  } finally {
    clearTimeout(timer)
    await file.close()
  }
}

/** fetch hides what happened behind "fetch failed". */
function reasonOf(error: unknown): unknown {
  return error instanceof TypeError && error.cause instanceof Error ? error.cause : error
}
