import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lastComplaint, logLimits, nodeLogPath, nodeStderrPath, putAsideFullLog } from './node-log'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'node-log-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe("a node's last complaint", () => {
  it('is the last failure in its log, however much follows', async () => {
    const lines = [
      { level: 'error', msg: 'an earlier one' },
      { level: 'fatal', msg: 'discovery failed', error: 'cluster ID mismatch' },
      ...Array.from({ length: 100 }, (_, index) => ({ level: 'info', msg: `line ${index}` })),
    ]
    writeFileSync(nodeLogPath(folder), lines.map(line => `${JSON.stringify(line)}\n`).join(''))
    writeFileSync(nodeStderrPath(folder), 'something else\n')
    expect(await lastComplaint(folder)).toBe('discovery failed: cluster ID mismatch')
  })

  it('is what it printed when it logged no failure', async () => {
    writeFileSync(nodeLogPath(folder), '{"level":"info","msg":"fine"}\n')
    writeFileSync(nodeStderrPath(folder), 'flag provided but not defined: -foo\nusage: …\n')
    expect(await lastComplaint(folder)).toBe('flag provided but not defined: -foo')
  })

  it('is nothing when it said nothing', async () => {
    expect(await lastComplaint(folder)).toBeUndefined()
  })
})

describe('a log that etcd does not rotate', () => {
  it.each([
    [-1, false],
    [1, true],
  ])('of its limit and %d byte is put aside: %s', async (bytes, aside) => {
    writeFileSync(nodeLogPath(folder), Buffer.alloc(logLimits.megabytes * 1024 * 1024 + bytes))
    await putAsideFullLog(folder)
    expect(existsSync(nodeLogPath(folder))).toBe(!aside)
    if (aside) expect(statSync(`${nodeLogPath(folder)}.old`).size).toBeGreaterThan(0)
  })
})
