/** A module resolution hook of Node. */
export function resolve(specifier, context, nextResolve) {
  if (specifier === 'electron') return nextResolve(new URL('./electron.ts', import.meta.url).href, context)
  return nextResolve(specifier, context)
}
