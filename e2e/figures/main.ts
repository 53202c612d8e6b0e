import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { inWords } from './figure'
import { measureMap } from './map'
import { measureSales } from './sales'

/**
 * `npm run figures`: what the page costs, measured in a real browser on the built page. `map` (or nothing) is the seat
 * map on a recorded feed; `sales` sells at a real till.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, sales: { type: 'string', default: '1000' } },
})
const say = (line: string) => process.stderr.write(`${line}\n`)
const [what = 'map'] = positionals
const figures = what === 'sales' ? await measureSales(Number(values.sales), say) : await measureMap(say)
if (values.json) process.stdout.write(`${JSON.stringify(figures)}\n`)
else {
  process.stdout.write(`processes that want a processor, last minute: ${loadavg()[0]?.toFixed(1)}\n`)
  for (const figure of figures) process.stdout.write(`${inWords(figure)}\n`)
}
