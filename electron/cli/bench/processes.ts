import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

/** What a process of a bench can be asked to do; inputs and answers are plain values. */
export type Tasks = Record<string, (input: never) => Promise<unknown>>

/** A process of its own, such as the other terminal of a bench. It ends with the one that started it. */
export interface TaskProcess<T extends Tasks> extends AsyncDisposable {
  /** @throws what the task threw, or that the process ended. */
  ask<N extends keyof T>(name: N, input: Parameters<T[N]>[0]): Promise<Awaited<ReturnType<T[N]>>>
  /** As the system would: frozen, woken, or killed in the middle of whatever it does. */
  signal(name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void
  /** Resolves when it is gone, for whatever reason. */
  readonly gone: Promise<void>
}

interface Question {
  id: number
  name: string
  input: unknown
}
type Answer = { id: number; value: unknown } | { id: number; problem: string }
interface Note {
  note: unknown
}

/**
 * Runs the module at `path`, which calls `serveTasks`, in a process of its own.
 * @param onNote called with what it `tell`s without being asked
 */
export function startProcess<T extends Tasks>(
  path: string,
  onNote?: (note: unknown) => void,
): TaskProcess<T> {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  // A profile of the bench is also one of its processes.
  const profiling = process.execArgv.filter(flag => flag.startsWith('--cpu-prof'))
  const child = fork(path, { execArgv: [...profiling, '--import', loader], serialization: 'advanced' })
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let asked = 0
  child.on('message', (answer: Answer | Note) => {
    if ('note' in answer) return onNote?.(answer.note)
    const asker = waiting.get(answer.id)
    waiting.delete(answer.id)
    if ('problem' in answer) asker?.reject(new Error(answer.problem))
    else asker?.resolve(answer.value)
  })
  child.once('exit', (code, signal) => {
    for (const { reject } of waiting.values())
      reject(new Error(`A process of the bench ended (${code ?? signal})`))
    waiting.clear()
  })
  const gone = new Promise<void>(resolve => void child.once('exit', () => resolve()))
  return {
    gone,
    signal: name => void child.kill(name),
    ask: (name, input) =>
      new Promise((resolve, reject) => {
        const id = ++asked
        // The answer is what the task of this name returns: both sides are typed by the same tasks.
        waiting.set(id, { resolve: value => resolve(value as never), reject })
        child.send({ id, name, input } as Question, error => error && reject(error))
      }),
    [Symbol.asyncDispose]: () => ended(child),
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  if (child.connected) child.disconnect()
  await gone
}

/** Says something to whoever started this process; it is on its way even if this process is killed next. */
export function tell(note: unknown): void {
  if (process.connected) process.send?.({ note } satisfies Note)
}

/** The other side of `startProcess`: does what it is asked until whoever started it lets go, then `close`. */
export function serveTasks(tasks: Tasks, close: () => Promise<void> = async () => {}): void {
  const answer = async ({ id, name, input }: Question): Promise<Answer> => {
    try {
      const task = tasks[name]
      if (!task) throw new Error(`There is no task ${name}`)
      return { id, value: await task(input as never) }
    } catch (error) {
      return { id, problem: error instanceof Error ? (error.stack ?? error.message) : String(error) }
    }
  }
  process.on('message', async (question: Question) => {
    const said = await answer(question)
    if (process.connected) process.send?.(said)
  })
  process.once('disconnect', async () => {
    await close()
    process.exit(0)
  })
  // Ctrl+C reaches every process of the terminal: the one that was typed into decides.
  process.on('SIGINT', () => {})
}
