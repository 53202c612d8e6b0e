import { describe, expect, it } from 'vitest'
import { keyspaceQuery } from '#shared/contract/admin'
import { type QueryDraft, queryOf, queryProblems } from './query'

const draft: QueryDraft = { kind: 'prefix', key: 'event:', to: '', revision: '', limit: 100 }

describe('a question to the keyspace', () => {
  it.each<[string, Partial<QueryDraft>, unknown]>([
    ['a prefix', {}, { prefix: 'event:', limit: 100 }],
    [
      'one key in the past',
      { kind: 'get', key: 'event:e1', revision: ' 42 ' },
      { get: 'event:e1', revision: 42 },
    ],
    ['a range', { kind: 'range', to: 'f' }, { range: ['event:', 'f'], limit: 100 }],
  ])('is what the contract takes: %s', (_, part, expected) => {
    const query = queryOf({ ...draft, ...part })
    expect(query).toEqual(expected)
    expect(keyspaceQuery.safeParse(query).success).toBe(true)
  })

  it.each<[keyof ReturnType<typeof queryProblems>, Partial<QueryDraft>]>([
    ['key', { key: '' }],
    ['to', { kind: 'range' }],
    ['revision', { revision: '0' }],
    ['revision', { revision: '1.5' }],
    ['revision', { revision: 'new' }],
  ])('is not asked while %s is wrong', (field, part) => {
    expect(Object.keys(queryProblems({ ...draft, ...part }))).toEqual([field])
  })
})
