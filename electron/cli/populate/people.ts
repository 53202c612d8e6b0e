import { hash } from 'node:crypto'
import type { Faker } from '@faker-js/faker'
import type { Role } from '#shared/domain/roles'
import type { Entry } from '../../cluster/bulk'
import { keyspace } from '../../keyspace'
import type { Settings } from './settings'

/** How many first and last names people are put together from. */
const namePool = 500
const tillCount = 4

export interface Till {
  terminalId: string
  seller: { username: string; name: string }
}

export interface People {
  tills: readonly Till[]
  /** The name somebody signs in with; any of them can be asked for at any time, none is kept. */
  username(index: number): string
  /** The tills and the cashiers who run them. A till's folder tells populations of other settings apart. */
  staff(): Generator<Entry>
  users(): Generator<Entry>
}

/**
 * Everybody of a population: `users` of them, and a cashier for each till. All have the same password hash: a hash of
 * its own for each would take 30 ms a person. Names end in the seed and a number, so that populations do not meet.
 */
export function createPeople(settings: Settings, faker: Faker, passwordHash: string): People {
  const { seed, users, adminProbability, from } = settings
  const named = (name: string) => ({ name, plain: plain(name) })
  const firstNames = Array.from({ length: namePool }, () => named(faker.person.firstName()))
  const lastNames = Array.from({ length: namePool }, () => named(faker.person.lastName()))

  /** Somebody's three draws, each in [0, 1): asked for with every purchase, so cheaper than a stream of chance. */
  const drawsOf = (index: number) => {
    const digest = hash('sha256', `${seed} user ${index}`)
    return [0, 8, 16].map(at => Number.parseInt(digest.slice(at, at + 8), 16) / 2 ** 32)
  }

  const person = (index: number) => {
    const [first = 0, last = 0, chance = 0] = drawsOf(index)
    const firstName = firstNames[Math.floor(first * namePool)] ?? named('')
    const lastName = lastNames[Math.floor(last * namePool)] ?? named('')
    const username = `${firstName.plain}.${lastName.plain}.${seed}-${index}`
    const role: Role = chance < adminProbability ? 'admin' : 'customer'
    return { username, name: `${firstName.name} ${lastName.name}`, role }
  }

  const tills = Array.from({ length: tillCount }, (_, index): Till => {
    const name = `${firstNames[index]?.name} ${lastNames[index]?.name}`
    return { terminalId: `P${seed}-${index + 1}`, seller: { username: `till.${seed}-${index + 1}`, name } }
  })

  const userEntry = (user: { username: string; name: string; role: Role }): Entry => ({
    key: keyspace.user.key(user.username),
    value: keyspace.user.encode({
      ...user,
      email: `${user.username}@example.org`,
      state: 'active',
      passwordHash,
    }),
  })

  return {
    tills,
    username: index => person(index).username,
    *staff() {
      for (const { terminalId, seller } of tills) {
        yield userEntry({ ...seller, role: 'cashier' })
        const enrolledAt = new Date(from).toISOString()
        const terminal = {
          terminalId,
          name: `Populated till of ${seller.name}`,
          enrolledAt,
          folder: `populate ${hash('sha256', JSON.stringify(settings))}`,
        }
        yield { key: keyspace.terminal.key(terminalId), value: keyspace.terminal.encode(terminal) }
      }
    },
    *users() {
      for (let index = 0; index < users; index++) yield userEntry(person(index))
    },
  }
}

/** `Zoë O’Neil` as a part of a username: `zoeoneil`. */
function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^A-Za-z0-9]/g, '')
    .toLowerCase()
}
