import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { KeyTaken, sendUntilAnswered, writeAll } from '../../cluster/bulk'
import type { Connection } from '../../cluster/model'
import { remove } from '../../cluster/txn'
import { keyspace } from '../../keyspace'
import { hashPassword } from '../../services/users/passwords'
import { withCluster } from '../cluster-access'
import { type Command, CommandFailure, type Invocation } from '../command'
import { showProgress } from '../progress'
import { extendLists } from './lists'
import { createPopulation } from './population'
import { completeSettings, flagOf, type Settings, settingNames, settingsFromFlags } from './settings'

const marker = keyspace.config.populate
const interrupted = 130

/** `cli populate`: TickETCD's generator, for this keyspace. */
export const populateCommand: Command = {
  usage: '[--events N] [--users N] [--purchases N] [--seed N] [--config FILE] …',
  help: `Adds users, venues, events, ticket types, purchases, favourites and notifications to the cluster, made up
from a seed: the same settings make the same keys. Nothing that is there is changed. A run that was stopped (Ctrl+C
too) goes on when it is started again with the same settings.

  --events N  --users N  --purchases N    how many (200, 1000, 2000)
  --seed N                                another population (1)
  --admin-probability P                   of a user to be an admin (0.01)
  --favourite-probability P               of a user to have a favourite event (0.2)
  --notification-probability P            of a user to wait for an event to run low (0.2)
  --trigger-probability P                 of such a notification to have been delivered (0.3)
  --seated-probability P                  of an event to have numbered seats (0.1)
  --locations A,B,…  --types A,B,…        where events are, what they are
  --ticket-types A,B,…                    what is sold (pink,blue,green,red)
  --tickets-min N  --tickets-max N        places of a ticket type without numbered seats (50 to 400)
  --price-min P  --price-max P            of an adult, in the currency (8 to 90)
  --from DAY  --to DAY                    when purchases were made (90 days up to today); events come after
  --currency CODE  --time-zone ZONE       (EUR, Europe/Lisbon)
  --password TEXT                         everybody's (populate); one hash is shared, so only for trying things out
  --config FILE                           all of this as JSON, {"events":200,"adminProbability":0.01,"types":["Talk"]};
                                          flags win`,
  options: {
    config: { type: 'string' },
    ...Object.fromEntries(settingNames.map(name => [flagOf(name), { type: 'string' as const }])),
  },

  async run(invocation) {
    if (invocation.positionals.length > 0)
      throw new CommandFailure(`populate takes flags only, not "${invocation.positionals[0]}".`, 2)
    const { config: file } = invocation.values
    const said = {
      ...(typeof file === 'string' && (await readSettings(file))),
      ...settingsFromFlags(invocation.values),
    }
    completeSettings(said, dayOf(Date.now()))
    return withCluster(invocation, connection => populate(connection, said, invocation))
  },
}

async function populate(
  connection: Connection,
  said: Record<string, unknown>,
  { io, flags, signal }: Invocation,
): Promise<number> {
  const startedAt = performance.now()
  const { settings, batchesDone } = await settingsOfRun(connection, said)
  const run = nameOf(settings)
  const population = createPopulation(settings, await sharedHash(settings))
  await extendLists(connection, settings, population.houses)

  const progress = showProgress(population.total)
  const { outcome, written, keys } = await writeAll({
    ...{ connection, batchesDone, signal, entries: population.entries() },
    marker: { key: marker.key(), encode: done => marker.encode({ run, batchesDone: done }) },
    onProgress: keysSoFar => progress.update(population.drawn, keysSoFar),
  })
    .catch((error: unknown) => {
      throw error instanceof KeyTaken ? mixedUp(error) : error
    })
    .finally(() => progress.close())
  const seconds = (performance.now() - startedAt) / 1_000
  const keysPerSecond = Math.round(written / seconds)
  if (outcome === 'complete')
    await sendUntilAnswered(connection, { compare: [], success: [remove(marker.key())] })
  if (population.turnedAway > 0)
    io.err(`${population.turnedAway} purchases found everything sold out: there are too few tickets for all.`)
  if (outcome === 'stopped') io.err(`Stopped with ${keys} keys there. The same command goes on from here.`)
  else if (!flags.json)
    io.out(`Wrote ${written} keys in ${seconds.toFixed(1)} s, ${keysPerSecond} a second; ${keys} are there.`)
  if (flags.json)
    io.out(JSON.stringify({ keys: written, seconds: Math.round(seconds * 1_000) / 1_000, keysPerSecond }))
  return outcome === 'complete' ? 0 : interrupted
}

function mixedUp(error: KeyTaken): CommandFailure {
  return new CommandFailure(
    `${error.key} is there already, from other settings: choose another --seed for a second population.`,
    1,
    { cause: error },
  )
}

/** The settings, and how far an earlier run with just these got. Its `to` stands for a day that was not named. */
async function settingsOfRun(
  connection: Connection,
  said: Record<string, unknown>,
): Promise<{ settings: Settings; batchesDone: number }> {
  const kv = await connection.get(marker.key())
  if (kv) {
    const { run, batchesDone } = marker.edit(kv)
    const { to } = JSON.parse(run) as Settings
    const settings = completeSettings(said, to)
    if (nameOf(settings) === run) return { settings, batchesDone }
  }
  return { settings: completeSettings(said, dayOf(Date.now())), batchesDone: 0 }
}

/** What tells a run from others; its password stands in it only as a hash. */
function nameOf(settings: Settings): string {
  const password = createHash('sha256').update(settings.password).digest('base64')
  return JSON.stringify({ ...settings, password })
}

/** Salted by the seed, so that a run that goes on writes the same text. */
function sharedHash({ seed, password }: Settings): Promise<string> {
  const salt = createHash('sha256').update(`populate ${seed}`).digest().subarray(0, 16)
  return hashPassword(password, salt)
}

async function readSettings(file: string): Promise<Record<string, unknown>> {
  let json: unknown
  try {
    json = JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    const problem = error instanceof SyntaxError ? 'is not JSON' : 'cannot be read'
    throw new CommandFailure(`The settings file ${file} ${problem}.`, 2, { cause: error })
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new CommandFailure(
      `The settings file ${file} must hold one JSON object, such as {"events":200}.`,
      2,
    )
  return { ...json }
}

function dayOf(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 10)
}
