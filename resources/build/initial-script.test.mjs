import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { initialChunks, initialScriptLimit } from './initial-script.mjs'

const chunk = (more = {}) => ({ type: 'chunk', code: '', imports: [], dynamicImports: [], ...more })

describe('the initial JavaScript', () => {
  it('is the entry and what it imports at once, each counted once, and not what is loaded later', () => {
    const bundle = {
      'index.js': chunk({
        isEntry: true,
        imports: ['shared.js', 'react.js'],
        dynamicImports: ['admin.js'],
        code: 'i',
      }),
      'shared.js': chunk({ imports: ['react.js'], code: 's' }),
      'react.js': chunk({ code: 'r' }),
      'admin.js': chunk({ code: 'a' }),
      'index.css': { type: 'asset' },
    }
    expect(initialChunks(bundle).map(({ code }) => code)).toEqual(['i', 's', 'r'])
  })

  it('fails the build beyond the limit', () => {
    const said = []
    const context = {
      info: text => said.push(text),
      error: text => {
        throw new Error(text)
      },
    }
    const build = code =>
      initialScriptLimit().writeBundle.call(context, {}, { 'index.js': chunk({ isEntry: true, code }) })
    build('small')
    expect(said[0]).toMatch(/0 of 300 kB/)
    expect(() => build(randomBytes(300_000).toString('base64'))).toThrow(/of 300 kB gzipped/)
  })
})
