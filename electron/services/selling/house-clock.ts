import type { ReplicaState } from '../../replica'

/**
 * What time it is in this house, in milliseconds since the epoch: the middle one of the clocks that the running
 * terminals show in their heartbeats (of two, the one that is behind), so that a single till whose clock is off neither
 * opens a sale early, nor ends one, nor stops selling. Where nobody beats, this terminal's own clock.
 */
export function houseClockMs(presences: ReplicaState['presences'], nowMs: number): number {
  const clocks = [...presences.values()].map(({ clock }) => Date.parse(clock)).sort((a, b) => a - b)
  return clocks[Math.floor((clocks.length - 1) / 2)] ?? nowMs
}
