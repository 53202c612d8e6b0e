/** One line of a table. `goal` is the most it may be; NaN where nothing is promised. */
export interface Figure {
  what: string
  goal: number
  seen: number
  unit: string
}

export function inWords({ what, goal, seen, unit }: Figure): string {
  const shown = (value: number) =>
    Number.isInteger(value) || value >= 100 ? value.toFixed(0) : value.toPrecision(3)
  const limit = Number.isNaN(goal) ? '' : `≤ ${goal} ${unit}`
  return `${what.padEnd(68)}${`${shown(seen)} ${unit}`.padStart(14)}   ${limit}`
}
