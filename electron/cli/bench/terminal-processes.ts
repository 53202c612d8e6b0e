import { availableParallelism } from 'node:os'
import { startProcess, type TaskProcess, type Tasks } from './processes'

/** Processes that do the same work, each with some of the terminals of a bench. */
export interface TerminalProcesses<T extends Tasks> extends AsyncDisposable {
  /** Asks all of them at once. @throws what one of them threw. */
  ask<N extends keyof T>(name: N, input: Parameters<T[N]>[0]): Promise<Awaited<ReturnType<T[N]>>[]>
}

/**
 * Terminals `T01`, `T02`…, spread over one process for each processor: more would each have to compile the same code
 * first.
 * @param path the module that each process runs
 * @param start has a process start its terminals
 */
export async function startTerminalProcesses<T extends Tasks>(
  path: string,
  count: number,
  start: (process: TaskProcess<T>, ids: string[]) => Promise<unknown>,
): Promise<TerminalProcesses<T>> {
  const ids = Array.from({ length: count }, (_, n) => `T${String(n + 1).padStart(2, '0')}`)
  const perProcess = Math.ceil(count / availableParallelism())
  const processes: TaskProcess<T>[] = []
  const end = async () => {
    await Promise.all(processes.map(each => each[Symbol.asyncDispose]()))
  }
  try {
    for (let first = 0; first < count; first += perProcess) {
      const started = startProcess<T>(path)
      processes.push(started)
      await start(started, ids.slice(first, first + perProcess))
    }
  } catch (error) {
    await end()
    throw error
  }
  return {
    ask: (name, input) => Promise.all(processes.map(each => each.ask(name, input))),
    [Symbol.asyncDispose]: end,
  }
}
