import { createPopulation, type Population } from '../populate/population'
import { completeSettings } from '../populate/settings'

/** As long as a real one; nobody signs in to a bench. */
const placeholderHash = `$argon2id$v=19$m=19456,t=2,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`

/** What `cli populate` writes with these settings; the same settings make the same keys, on any day. */
export const populationOf = (settings: Record<string, unknown>): Population =>
  createPopulation(completeSettings(settings, '2026-11-20'), placeholderHash)
