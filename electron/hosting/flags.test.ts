import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { defaultDataDir } from '../data-folder'
import { FlagFailure, parseFlags } from './flags'

describe('the command line', () => {
  it('needs nothing', () => {
    expect(parseFlags([])).toEqual({
      headless: false,
      dataDir: defaultDataDir(),
      port: 0,
      endpoints: [],
      demo: false,
      nodes: 3,
    })
  })

  it('takes every flag', () => {
    const args = ['--headless', '--data-dir', 'till', '--port=4711', '--demo', '--nodes', '5']
    expect(parseFlags([...args, '--endpoints', 'http://10.0.0.1:2379, https://[::1]:2379'])).toEqual({
      headless: true,
      dataDir: resolve('till'),
      port: 4711,
      endpoints: ['http://10.0.0.1:2379', 'https://[::1]:2379'],
      demo: true,
      nodes: 5,
    })
  })

  it('leaves Chromium’s own switches to it, in Electron', () => {
    const args = [
      '--no-sandbox',
      '--inspect=0',
      'out/main/main.js',
      '--data-dir',
      'till',
      '--enable-logging',
      '--demo',
    ]
    expect(parseFlags(args, 'ignored')).toMatchObject({
      dataDir: resolve('till'),
      demo: true,
      headless: false,
    })
    expect(() => parseFlags(['--nodes', '4'], 'ignored')).toThrow(FlagFailure)
  })

  it.each([
    [['--headles'], "Unknown option '--headles'."],
    [['till'], "Unexpected argument 'till'."],
    [['--data-dir'], "Option '--data-dir <value>' argument missing."],
    [['--port', '-1'], /--port/],
    [['--port', '65536'], '--port takes a number up to 65535, not "65536".'],
    [['--port', '1e3'], '--port takes a number up to 65535, not "1e3".'],
    [['--port='], '--port takes a number up to 65535, not "".'],
    [['--nodes', '2'], '--nodes takes 1, 3 or 5, not "2".'],
    [['--endpoints', ''], /not ""/],
    [['--endpoints', 'http://a:2379,'], /not ""/],
    [['--endpoints', '10.0.0.1:2379'], /not "10\.0\.0\.1:2379"/],
    [['--endpoints', 'http://10.0.0.1'], /not "http:\/\/10\.0\.0\.1"/],
    [['--headless=yes'], /--headless/],
  ])('answers %j with one sentence', (args, sentence) => {
    const failure = (() => {
      try {
        return parseFlags(args)
      } catch (error) {
        return error
      }
    })()
    expect(failure).toBeInstanceOf(FlagFailure)
    const { message } = failure as FlagFailure
    if (typeof sentence === 'string') expect(message).toBe(sentence)
    else expect(message).toMatch(sentence)
    expect(message).toMatch(/^[^\n]+\.$/)
  })
})
