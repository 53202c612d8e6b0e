import { z } from 'zod'
import { id } from '#shared/domain/ids'
import { currency } from '#shared/domain/money'
import { CommandFailure } from '../command'

const probability = z.number().min(0).max(1)
const count = z.number().int().min(0).max(100_000_000)
const day = z.iso.date()
const names = z.array(z.string().min(1).max(60)).min(1).max(1_000)

const fields = {
  events: count.default(200),
  users: count.default(1_000),
  purchases: count.default(2_000),
  seed: z.number().int().min(0).max(2_147_483_647).default(1),
  adminProbability: probability.default(0.01),
  favouriteProbability: probability.default(0.2),
  notificationProbability: probability.default(0.2),
  triggerProbability: probability.default(0.3),
  seatedProbability: probability.default(0.1),
  locations: names.optional(),
  types: names.default(['Comedy', 'Concert', 'Dance', 'Family', 'Film', 'Talk', 'Theatre']),
  ticketTypes: z.array(id).min(1).max(20).default(['pink', 'blue', 'green', 'red']),
  priceMin: z.number().min(0).max(1_000_000).default(8),
  priceMax: z.number().min(0).max(1_000_000).default(90),
  ticketsMin: z.number().int().min(1).max(100_000).default(50),
  ticketsMax: z.number().int().min(1).max(100_000).default(400),
  from: day.optional(),
  to: day.optional(),
  currency: currency.default('EUR'),
  timeZone: z.string().refine(isTimeZone, 'is not an IANA time zone').default('Europe/Lisbon'),
  password: z.string().min(8).max(200).default('populate'),
}

const given = z.strictObject(fields)

/** What a population is made of. Prices are in whole units of the currency, dates are days in UTC. */
export type Settings = Omit<z.output<typeof given>, 'from' | 'to'> & { from: string; to: string }
export type SettingName = keyof typeof fields
export const settingNames = Object.keys(fields) as SettingName[]

/** The flag of a setting: `adminProbability` is `--admin-probability`. */
export function flagOf(name: SettingName): string {
  return name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
}

/** Settings that are lists are given as one flag, with commas; settings that are words stay as they are. */
const lists = new Set<SettingName>(['locations', 'types', 'ticketTypes'])
const words = new Set<SettingName>(['from', 'to', 'currency', 'timeZone', 'password'])

/** What the flags say, as a configuration file would. */
export function settingsFromFlags(
  values: Readonly<Record<string, string | boolean | undefined>>,
): Record<string, unknown> {
  const said: Record<string, unknown> = {}
  for (const name of settingNames) {
    const text = values[flagOf(name)]
    if (typeof text !== 'string') continue
    if (words.has(name)) said[name] = text
    else if (lists.has(name)) said[name] = text.split(',').map(item => item.trim())
    // An empty text would be the number 0.
    else said[name] = text.trim() === '' ? text : Number(text)
  }
  return said
}

/**
 * The settings with every default in place. `to` falls back to `today` (a day), `from` to 90 days before.
 * @throws CommandFailure that names the setting and what is wrong with it.
 */
export function completeSettings(said: Record<string, unknown>, today: string): Settings {
  const parsed = given.safeParse(said)
  if (!parsed.success) throw new CommandFailure(problemOf(parsed.error), 2)
  const { to = today, from = daysBefore(to, 90), ...rest } = parsed.data
  const settings = { ...rest, from, to }
  const wrong =
    (from >= to && `from (${from}) is not before to (${to})`) ||
    (rest.priceMin > rest.priceMax && 'priceMin is above priceMax') ||
    (rest.ticketsMin > rest.ticketsMax && 'ticketsMin is above ticketsMax') ||
    (rest.purchases > 0 && rest.events === 0 && 'purchases need events')
  if (wrong) throw new CommandFailure(`These settings do not fit together: ${wrong}.`, 2)
  return settings
}

function problemOf(error: z.ZodError): string {
  const [issue] = error.issues
  if (issue?.code === 'unrecognized_keys')
    return `populate has no setting ${issue.keys.join(', ')}. It knows ${settingNames.join(', ')}.`
  return `${String(issue?.path[0])} is wrong: ${issue?.message}.`
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format() !== ''
  } catch {
    return false
  }
}

function daysBefore(date: string, days: number): string {
  return new Date(Date.parse(date) - days * 86_400_000).toISOString().slice(0, 10)
}
