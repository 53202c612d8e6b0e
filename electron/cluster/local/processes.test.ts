import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import { endProcesses, identify, isRunning, kill } from './processes'

const spawned: ReturnType<typeof spawn>[] = []
afterEach(() => {
  for (const child of spawned.splice(0)) child.kill('SIGKILL')
})

/** A process that runs until it is ended, whatever it is asked. */
async function startStubborn() {
  const script = "process.on('SIGTERM', () => {}); process.stdout.write('up'); setInterval(() => {}, 1000)"
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] })
  spawned.push(child)
  await once(child.stdout, 'data')
  const identity = await identify(Number(child.pid))
  if (identity === undefined) throw new Error('A process that said it is up is not there.')
  return { child, identity }
}

describe('a process', () => {
  it('is itself as long as it runs, and not another one with its pid', async () => {
    const { child, identity } = await startStubborn()
    expect(await identify(identity.pid)).toEqual(identity)
    expect(await isRunning(identity)).toBe(true)
    expect(await isRunning({ ...identity, startedAt: 'earlier' })).toBe(false)
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(await isRunning(identity)).toBe(false)
    expect(kill(identity.pid, 'SIGTERM')).toBe(false)
  })

  it('is ended even when it does not listen', async () => {
    const { identity } = await startStubborn()
    await endProcesses([identity])
    expect(await isRunning(identity)).toBe(false)
  })

  it('is left alone when only its pid was recorded', async () => {
    const { identity } = await startStubborn()
    await endProcesses([{ ...identity, startedAt: 'earlier' }])
    expect(await isRunning(identity)).toBe(true)
  })
})
