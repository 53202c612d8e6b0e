import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { recordHash } from './record-hash'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

it('hashes a record with its names in order, without its version and its hash', () => {
  const stored = '{"v":1,"n":2,"detail":{"b":[1,{"z":null,"y":"é"}],"a":"\\"","10":1,"9":2},"hash":"ff"}'
  expect(recordHash(stored)).toBe(
    sha256('{"detail":{"10":1,"9":2,"a":"\\"","b":[1,{"y":"é","z":null}]},"n":2}'),
  )
})

it('hashes what is the same in another order to the same', () => {
  expect(recordHash('{ "b": 1, "a": 2 }')).toBe(recordHash('{"a":2,"b":1,"hash":"ff"}'))
})
