import type { Plugin, Rollup } from 'vite'

export function initialScriptLimit(): Plugin
export function initialChunks(bundle: Rollup.OutputBundle): Rollup.OutputChunk[]
