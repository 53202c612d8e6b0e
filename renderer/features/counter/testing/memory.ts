import type { TillMemory } from '../till/till-store'

/** A storage that forgets when it is dropped; handed to a second till it is what a reload finds. */
export function memoryStorage(): TillMemory {
  const items = new Map<string, string>()
  return { getItem: name => items.get(name) ?? null, setItem: (name, value) => void items.set(name, value) }
}
