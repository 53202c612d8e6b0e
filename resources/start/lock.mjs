import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { inProject, say } from './project.mjs'

/**
 * Does something that two starts of one checkout must not do at the same time; the second waits for the first.
 *
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} action
 * @returns {Promise<T>}
 */
export async function alone(name, action) {
  const path = inProject('out', `.${name}.lock`)
  mkdirSync(inProject('out'), { recursive: true })
  for (let told = false; !take(path); ) {
    if (!isHeld(path)) {
      rmSync(path, { force: true })
      continue
    }
    if (!told) say(`Another start is busy with the ${name}; waiting for it. (It holds ${path}.)`)
    told = true
    await delay(100)
  }
  try {
    return await action()
  } finally {
    rmSync(path, { force: true })
  }
}

function take(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

/** Whether the process that wrote the lock still runs. */
function isHeld(path) {
  try {
    const pid = Number(readFileSync(path, 'utf8'))
    // The holder creates the file and fills it in two steps.
    return pid === 0 || isRunning(pid)
  } catch (error) {
    if (error.code === 'ENOENT') return false
    throw error
  }
}

export function isRunning(pid) {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // Somebody else's.
    return error.code === 'EPERM'
  }
}
