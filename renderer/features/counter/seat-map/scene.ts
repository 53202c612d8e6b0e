import type { Camera } from './camera'
import type { GridIndex } from './grid-index'
import type { PlanLabel } from './labels'
import type { Palette } from './palette'
import type { Plan } from './plan'

/** Everything a picture of the house is made of. */
export interface Scene {
  plan: Plan
  grid: GridIndex
  labels: readonly PlanLabel[]
  looks: Uint8Array
  /** Which colour of the palette a zone has, by zone index. */
  zoneColours: readonly number[]
  camera: Camera
  palette: Palette
}

export type Context = CanvasRenderingContext2D

/** From one seat's middle to the next one's, in CSS pixels. */
export function pitchOf({ plan, camera }: Scene): number {
  return plan.pitch * camera.scale
}

/** Below this pitch a seat is a plain square. */
const plainBelowPx = 6

/** Whether seats are so small that turns, corners, lines and marks could not be seen. */
export function isFarOut(scene: Scene): boolean {
  return pitchOf(scene) < plainBelowPx
}
