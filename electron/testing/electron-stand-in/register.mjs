import { register } from 'node:module'

// Run before the bundle (node --import): whatever imports `electron` gets the stand-in.
register('./resolve.mjs', import.meta.url)
