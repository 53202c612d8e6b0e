import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Deeds } from './deeds'
import type { Answer } from './wire'

const here = (name: string) => pathToFileURL(join(import.meta.dirname, name)).href

/** The main bundle, running on the stand-in in a process of its own. */
export interface StandIn {
  /** Makes something happen; resolves with what the application did. */
  do<Name extends keyof Deeds>(
    name: Name,
    ...args: Parameters<Deeds[Name]>
  ): Promise<Awaited<ReturnType<Deeds[Name]>>>
  /** Resolves with the exit status when the process has ended, and with what it said on stderr. */
  ended: Promise<{ code: number | null; stderr: string }>
  [Symbol.asyncDispose](): Promise<void>
}

/** Runs a built main bundle. @param environment is added to this process's own. */
export function runOnStandIn(
  bundle: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): StandIn {
  const child = fork(bundle, [...args], {
    execArgv: ['--import', 'tsx', '--import', here('register.mjs')],
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let stderr = ''
  child.stderr?.on('data', chunk => (stderr += chunk))
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, stderr }))
  let lastId = 0
  return {
    do: (name, ...args) => request(child, ++lastId, name, args) as never,
    ended,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

function request(child: ChildProcess, id: number, name: string, args: unknown[]): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onAnswer = (answer: Answer) => {
      if (answer.id !== id) return
      done()
      if ('problem' in answer) reject(new Error(answer.problem))
      else resolve(answer.result)
    }
    const onClose = () => {
      done()
      reject(new Error(`the application ended before it could ${name}`))
    }
    const done = () => {
      child.off('message', onAnswer)
      child.off('close', onClose)
    }
    child.on('message', onAnswer)
    child.once('close', onClose)
    child.send({ id, name, args })
  })
}
