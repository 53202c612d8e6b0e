import type { Board } from './board'
import type { Camera } from './camera'
import type { MapFilter } from './filter'
import type { GridIndex } from './grid-index'
import type { PlanLabel } from './labels'
import type { SectionOutline } from './outlines'
import type { Palette } from './palette'
import type { Plan } from './plan'

/** Everything a picture of the house is made of, but for where it is looked at from. */
export interface Picture {
  plan: Plan
  grid: GridIndex
  labels: readonly PlanLabel[]
  outlines: readonly SectionOutline[]
  board: Board
  /** Which colour of the palette a zone has, by zone index. */
  zoneColours: readonly number[]
  palette: Palette
  /** What the legend brings out; the rest is dimmed. */
  filter: MapFilter | undefined
}

/** A picture from one place. */
export interface Scene extends Picture {
  camera: Camera
}

export type Context = CanvasRenderingContext2D

/** From one seat's middle to the next one's, in CSS pixels. */
export function pitchOf({ plan, camera }: Pick<Scene, 'plan' | 'camera'>): number {
  return plan.pitch * camera.scale
}

/** Below these pitches, in CSS pixels: sections instead of seats; seats as plain squares; seats too small to be clicked. */
const sectionsBelowPx = 4
const plainBelowPx = 6
const clickableFromPx = 7
/** A finger needs more: what is smaller is brought nearer by a tap, until it is as large as a finger. */
const touchableFromPx = 32

/** Whether single seats could not be told apart: sections are drawn instead. */
export function showsSections(scene: Pick<Scene, 'plan' | 'camera'>): boolean {
  return pitchOf(scene) < sectionsBelowPx
}

/** Whether seats are so small that turns, corners, lines and marks could not be seen. */
export function isPlain(scene: Pick<Scene, 'plan' | 'camera'>): boolean {
  return pitchOf(scene) < plainBelowPx
}

/** Whether a click can mean one seat; where it cannot, it brings what is under it nearer. */
export function meansSeats(scene: Pick<Scene, 'plan' | 'camera'>, isTouch: boolean): boolean {
  return pitchOf(scene) >= (isTouch ? touchableFromPx : clickableFromPx)
}
