import { resolve } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { initialScriptLimit } from './resources/build/initial-script.mjs'

const root = import.meta.dirname

export default defineConfig({
  main: {
    build: {
      // electron-vite aims at Electron's own Node; the browser host and the tests run on Node 20 too.
      target: 'node20.19',
      rollupOptions: {
        input: {
          main: resolve(root, 'electron/main.ts'),
          host: resolve(root, 'electron/host.ts'),
          supervisor: resolve(root, 'electron/cluster/local/supervisor.ts'),
        },
        output: { format: 'es' },
      },
    },
  },
  preload: {
    build: {
      target: 'node20.19',
      rollupOptions: {
        input: { preload: resolve(root, 'electron/preload.ts') },
        // A sandboxed preload script cannot be an ES module.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    build: {
      target: 'chrome130',
      minify: true,
      rollupOptions: { input: resolve(root, 'renderer/index.html') },
    },
    plugins: [react(), tailwindcss(), initialScriptLimit()],
  },
})
