import type { Box, Plan } from './plan'

/** How the plan lies on the screen: a point `(x, y)` of the plan is at `((x - left) * scale, (y - top) * scale)` px. */
export interface Camera {
  scale: number
  left: number
  top: number
}

export interface Size {
  width: number
  height: number
}

/** Room for row letters at the sides, and for half a seat all round; CSS pixels. */
const margin = { side: 30, top: 6, bottom: 10 }
/** Larger seats than this (CSS pixels from middle to middle) help nobody. */
const largestPitch = 44

/** The whole house in the middle of `size`, with `bottomRoom` (CSS pixels) kept free below it. */
export function wholeHouse(plan: Pick<Plan, 'bounds' | 'pitch'>, size: Size, bottomRoom = 0): Camera {
  const bottomMargin = margin.bottom + bottomRoom
  const { bounds, pitch } = plan
  const width = bounds.right - bounds.left + pitch
  const height = bounds.bottom - bounds.top + pitch
  const scale = Math.max(
    0.01,
    Math.min(
      (size.width - 2 * margin.side) / width,
      (size.height - margin.top - bottomMargin) / height,
      largestPitch / pitch,
    ),
  )
  return {
    scale,
    left: (bounds.left + bounds.right) / 2 - size.width / 2 / scale,
    top: (bounds.top + bounds.bottom) / 2 - (size.height + margin.top - bottomMargin) / 2 / scale,
  }
}

export function toScreen({ scale, left, top }: Camera, x: number, y: number): { x: number; y: number } {
  return { x: (x - left) * scale, y: (y - top) * scale }
}

export function toPlan({ scale, left, top }: Camera, x: number, y: number): { x: number; y: number } {
  return { x: x / scale + left, y: y / scale + top }
}

/** A box of the plan that lies within `box`, grown by `by`, in units of the plan. */
export function grown(box: Box, by: number): Box {
  return { left: box.left - by, top: box.top - by, right: box.right + by, bottom: box.bottom + by }
}
