import { terminalCountsRule } from '../terminal-counts'
import { chargeRules } from './charges'
import { codeRules } from './codes'
import { houseRules } from './house'
import { leaseRules } from './leases'
import { moneyRules, oneCurrency } from './money'
import { numberFormRules, numberRules } from './numbers'
import { ownerRules } from './owners'
import { peopleRules } from './people'
import { placeRules } from './places'
import { purchaseRules } from './purchases'
import { recordRules } from './records'
import { linkRules, trailRules } from './trail'
import { rawRules, valueRules } from './values'

export { linkRules, rawRules, valueRules }

/** Looked at order by order, as it is read. */
export const orderRules = [...moneyRules, ...chargeRules, ...numberFormRules]

/** Looked at when everything is read. */
export const keyspaceRules = [
  ...houseRules,
  ...placeRules,
  ...ownerRules,
  ...leaseRules,
  oneCurrency,
  ...numberRules,
  ...trailRules,
  ...recordRules,
  ...peopleRules,
  ...purchaseRules,
  ...codeRules,
]

/** What each rule says, by its name. */
export const sentences: ReadonlyMap<string, string> = new Map(
  [rawRules, valueRules, orderRules, linkRules, keyspaceRules, [terminalCountsRule]].flatMap(rules =>
    rules.map(({ name, sentence }): [string, string] => [name, sentence]),
  ),
)
