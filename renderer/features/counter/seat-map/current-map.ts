/** What keys do with the map on the screen, wherever the focus is. */
export interface MapActs {
  zoomIn(): void
  zoomOut(): void
  /** The section under the cursor, the seat under it, and the whole house again. */
  nearer(): void
}

let current: MapActs | undefined

/** Puts a map under the keys. @returns what takes it away again */
export function offerMap(acts: MapActs): () => void {
  current = acts
  return () => {
    if (current === acts) current = undefined
  }
}

/** What the keys +, − and Z do, if there is a map on the screen. */
export function zoomMap(key: string): void {
  if (key === '+') current?.zoomIn()
  else if (key === '-') current?.zoomOut()
  else current?.nearer()
}
