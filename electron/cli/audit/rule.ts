/** Where a rule does not hold: the keys concerned, the one to look at first in front, and what is wrong with them. */
export interface Finding {
  keys: string[]
  detail: string
}

/** A finding with the name of its rule; the form in which scripts read it. */
export interface Violation extends Finding {
  rule: string
}

/** Something that must hold: said in one sentence, and looked for by a pure function. */
export interface Rule<Subject> {
  readonly name: string
  readonly sentence: string
  findings(subject: Subject): Iterable<Finding>
}

export function* violationsOf<Subject>(
  rules: readonly Rule<Subject>[],
  subject: Subject,
): Generator<Violation> {
  for (const rule of rules)
    for (const { keys, detail } of rule.findings(subject)) yield { rule: rule.name, keys, detail }
}
