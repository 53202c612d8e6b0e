import type { Browser, Page } from '@playwright/test'

/** What the page's main thread did while something was done to it. Milliseconds throughout. */
export interface Trace {
  /** When script ran, without overlaps, in order. */
  script: readonly Span[]
  /** Whole tasks of the thread: script, layout, drawing, everything. */
  tasks: readonly Span[]
  /** When the thread began a picture. */
  frames: readonly number[]
}

export interface Span {
  start: number
  ms: number
}

interface TraceEvent {
  name: string
  ph: string
  pid: number
  tid: number
  ts: number
  dur?: number
  args?: { name?: string }
}

/** Where script begins and ends: a dozen entries a change, so that what is written down costs next to nothing. */
const scriptCategories = ['devtools.timeline', 'v8.execute']
/** Whole tasks and pictures as well: thousands of entries a second, each of which takes time by itself. */
const taskCategories = ['toplevel', 'disabled-by-default-devtools.timeline']
const scriptNames = new Set([
  ...['FunctionCall', 'EvaluateScript', 'FireAnimationFrame', 'TimerFire', 'RunMicrotasks', 'EventDispatch'],
  ...['v8.callFunction', 'v8.run', 'WebSocketReceive'],
])

/** Records the page while `work` is done; `tasks` stay empty where only script is asked for. */
export async function traced(
  browser: Browser,
  page: Page,
  work: () => Promise<void>,
  what: 'script' | 'tasks' = 'tasks',
): Promise<Trace> {
  const categories = [...scriptCategories, ...(what === 'tasks' ? taskCategories : [])]
  await browser.startTracing(page, { categories })
  await work()
  const { traceEvents } = JSON.parse(String(await browser.stopTracing())) as { traceEvents: TraceEvent[] }
  const main = mainThread(traceEvents)
  const own = traceEvents.filter(event => event.pid === main.pid && event.tid === main.tid)
  const spans = (is: (event: TraceEvent) => boolean) =>
    own
      .filter(event => event.ph === 'X' && is(event))
      .map(({ ts, dur = 0 }) => ({ start: ts / 1_000, ms: dur / 1_000 }))
      .sort((a, b) => a.start - b.start)
  return {
    script: union(spans(event => scriptNames.has(event.name))),
    tasks: union(spans(event => event.name === 'RunTask' || event.name === 'ThreadControllerImpl::RunTask')),
    frames: own
      .filter(event => event.name === 'FireAnimationFrame')
      .map(event => event.ts / 1_000)
      .sort((a, b) => a - b),
  }
}

/** The renderer's main thread that did most: there is one page. */
function mainThread(events: readonly TraceEvent[]): { pid: number; tid: number } {
  const mains = events.filter(event => event.name === 'thread_name' && event.args?.name === 'CrRendererMain')
  const scripts = (own: TraceEvent) =>
    events.filter(event => event.pid === own.pid && event.tid === own.tid && scriptNames.has(event.name))
      .length
  const [busiest] = mains.sort((a, b) => scripts(b) - scripts(a))
  if (!busiest) throw new Error('the trace has no page in it')
  return busiest
}

/** Nested and overlapping spans as one. */
function union(spans: readonly Span[]): Span[] {
  const found: Span[] = []
  for (const span of spans) {
    const last = found.at(-1)
    if (last && span.start <= last.start + last.ms)
      last.ms = Math.max(last.ms, span.start + span.ms - last.start)
    else found.push({ ...span })
  }
  return found
}

/** Script between each picture's beginning and the next one's. */
export function scriptByFrame({ script, frames }: Trace): number[] {
  return frames.slice(0, -1).map((from, n) => sumWithin(script, from, frames[n + 1] ?? from))
}

/** Script in bursts: what lies less than `quietMs` apart belongs together. */
export function bursts(script: readonly Span[], quietMs: number): number[] {
  const found: { end: number; ms: number }[] = []
  for (const { start, ms } of script) {
    const last = found.at(-1)
    if (last && start - last.end < quietMs) {
      last.ms += ms
      last.end = start + ms
    } else found.push({ end: start + ms, ms })
  }
  return found.map(({ ms }) => ms)
}

function sumWithin(spans: readonly Span[], from: number, until: number): number {
  return spans.reduce((sum, { start, ms }) => (start >= from && start < until ? sum + ms : sum), 0)
}
