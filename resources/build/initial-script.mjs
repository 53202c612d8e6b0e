import { gzipSync } from 'node:zlib'

/**
 * What the counter loads before anything is asked for may have so many bytes, gzipped: other screens and charts come
 * when they are opened.
 */
const mostBytes = 300_000

/**
 * Fails the build of the page when its initial JavaScript has grown past the limit, and says how large it is else.
 * @returns {import('vite').Plugin}
 */
export function initialScriptLimit() {
  return {
    name: 'initial-script-limit',
    apply: 'build',
    writeBundle(_options, bundle) {
      const initial = initialChunks(bundle)
      const bytes = initial.reduce((sum, { code }) => sum + gzipSync(code).length, 0)
      const said = `initial JavaScript: ${(bytes / 1_000).toFixed(0)} of ${mostBytes / 1_000} kB gzipped`
      if (bytes > mostBytes) this.error(`${said}. Load what the counter does not need when it is opened.`)
      this.info(said)
    },
  }
}

/**
 * The entries and everything they import at once.
 * @param {import('vite').Rollup.OutputBundle} bundle
 */
export function initialChunks(bundle) {
  const found = new Map()
  const add = name => {
    const chunk = bundle[name]
    if (chunk?.type !== 'chunk' || found.has(name)) return
    found.set(name, chunk)
    for (const imported of chunk.imports) add(imported)
  }
  for (const [name, part] of Object.entries(bundle)) if (part.type === 'chunk' && part.isEntry) add(name)
  return [...found.values()]
}
