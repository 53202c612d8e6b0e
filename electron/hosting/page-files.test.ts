import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PageMissing, pageFiles } from './page-files'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ticketcd-page-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('the files of the page', () => {
  it('are found by address, with what a browser must know of them', async () => {
    await mkdir(join(folder, 'assets'))
    await writeFile(join(folder, 'index.html'), '<!doctype html>')
    await writeFile(join(folder, 'assets', 'index-Bx1.js'), 'void 0')
    const files = await pageFiles(folder)
    expect([...files.keys()].sort()).toEqual(['/', '/assets/index-Bx1.js', '/index.html'])
    expect(files.get('/')).toMatchObject({
      contentType: 'text/html; charset=utf-8',
      cacheControl: 'no-store',
    })
    expect(files.get('/assets/index-Bx1.js')).toMatchObject({
      contentType: 'text/javascript; charset=utf-8',
      cacheControl: 'public, max-age=31536000, immutable',
    })
    expect(String(await files.get('/')?.read())).toBe('<!doctype html>')
  })

  it('are only those: no source map, no link to elsewhere', async () => {
    await writeFile(join(folder, 'index.html'), '')
    await writeFile(join(folder, 'index.js.map'), '{}')
    await symlink('/etc/hostname', join(folder, 'hostname.json'))
    expect([...(await pageFiles(folder)).keys()]).toEqual(['/index.html', '/'])
  })

  it.each(['', 'nothing-here'])('are asked for when there are none (%j)', async missing => {
    await expect(pageFiles(join(folder, missing))).rejects.toThrow(PageMissing)
    await expect(pageFiles(join(folder, missing))).rejects.toThrow(/build it with "npm run build"\.$/)
  })
})
