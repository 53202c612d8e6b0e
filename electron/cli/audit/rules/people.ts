import { keyspace } from '../../../keyspace'
import type { Facts } from '../reading/facts'
import type { Rule } from '../rule'

const emailAddress: Rule<Facts> = {
  name: 'email-address',
  sentence:
    'An address in small letters names the user who has it; a customer whom a counter made with one has its key.',
  *findings({ addresses, users, customersMade }) {
    for (const [address, username] of addresses) {
      const userKey = keyspace.user.key(username)
      if (users.get(userKey)?.email?.toLowerCase() !== address)
        yield { keys: [keyspace.email.key(address), userKey], detail: `${username} has another address` }
    }
    for (const userKey of customersMade) {
      const address = users.get(userKey)?.email?.toLowerCase()
      if (address === undefined) continue
      const [username] = keyspace.user.parts(userKey) ?? []
      if (addresses.get(address) !== username)
        yield { keys: [userKey, keyspace.email.key(address)], detail: 'its address is not kept for it' }
    }
  },
}

/** Wrong PINs in a row after which none is looked at any more. */
const wrongPinsAtMost = 5

const pinTrail: Rule<Facts> = {
  name: 'pin-trail',
  sentence:
    'A PIN was set by somebody whom an audit record names; one that is locked has its last try recorded.',
  *findings({ users, pinsSet, pinsLastTried }) {
    for (const [key, { hasPin, wrongPins }] of users) {
      if (hasPin && !pinsSet.has(key)) yield { keys: [key], detail: 'nobody is named who set its PIN' }
      if (wrongPins > wrongPinsAtMost) yield { keys: [key], detail: `${wrongPins} wrong PINs were looked at` }
      else if (wrongPins === wrongPinsAtMost && !pinsLastTried.has(key))
        yield { keys: [key], detail: 'its PIN is locked, and no record tells of the last try' }
    }
  },
}

export const peopleRules = [emailAddress, pinTrail]
