import { describe, expect, it } from 'vitest'
import { answerOf } from './testing'

const run = (...args: string[]) => answerOf(args)

describe('the command line', () => {
  it('says what there is when it is asked nothing, and fails', async () => {
    const { status, out } = await run()
    expect(status).toBe(2)
    expect(out.join()).toContain('populate')
    expect((await run('--help')).status).toBe(0)
  })

  it.each(['populate', 'query', 'audit', 'bench'])('helps with %s', async name => {
    const { status, out } = await run(name, '--help')
    expect(status).toBe(0)
    expect(out[0]).toMatch(new RegExp(`^npm run cli -- ${name} `))
    expect(out[0]).toContain('--endpoints URLS')
  })

  it.each([
    [['popluate'], 'There is no command popluate. There are populate, query'],
    [['constructor'], 'There is no command constructor.'],
    [['query', '{}', '--limit', '3'], "Unknown option '--limit'. See: npm run cli -- query --help"],
    [['query', '{}', '--endpoints'], "Option '--endpoints <value>' argument missing"],
    [
      ['query', '{}', '--endpoints', 'localhost:2379'],
      '--endpoints wants URLs such as http://127.0.0.1:2379',
    ],
    [['query'], 'query takes one JSON value'],
    [['query', '{"get":"a"}', '{"get":"b"}'], 'query takes one JSON value'],
    [['query', '{'], '{ is not JSON'],
    [['query', '{"get":"a","limt":3}'], 'is not a query: that is {"get":KEY}'],
    [['query', '{"prefix":"a","limit":10001}'], 'N at most 10000'],
    [['populate', '--evnts', '3'], "Unknown option '--evnts'"],
    [['populate', '--events', 'many'], 'events is wrong'],
    [['populate', '--config', 'no-such-file.json'], 'no-such-file.json cannot be read'],
    [['populate', '30'], 'populate takes flags only, not "30"'],
    [['bench', 'nothing'], 'bench takes one of '],
    [['bench', 'constructor'], 'bench takes one of '],
  ])('refuses %j with a sentence and status 2', async (args, sentence) => {
    const { status, out, err } = await run(...args)
    expect(err).toEqual([expect.stringContaining(sentence)])
    expect({ status, out }).toEqual({ status: 2, out: [] })
  })
})
