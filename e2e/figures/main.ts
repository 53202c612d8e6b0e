import { loadavg } from 'node:os'
import { type Figure, measureMap } from './map'

/** `npm run figures`: what the page costs, measured in a real browser on the built page. */
const figures = await measureMap(line => process.stderr.write(`${line}\n`))
if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(figures)}\n`)
else {
  process.stdout.write(`processes that want a processor, last minute: ${loadavg()[0]?.toFixed(1)}\n`)
  for (const figure of figures) process.stdout.write(`${inWords(figure)}\n`)
}

function inWords({ what, goal, seen, unit }: Figure): string {
  const shown = (value: number) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3))
  const limit = Number.isNaN(goal) ? '' : `≤ ${goal} ${unit}`
  return `${what.padEnd(68)}${`${shown(seen)} ${unit}`.padStart(14)}   ${limit}`
}
