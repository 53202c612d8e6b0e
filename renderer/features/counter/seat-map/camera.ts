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
/** A house that fits as a whole can still be brought this near: large enough for a finger. */
const nearestPitch = 60
/** A section that was asked for has this much room around it, CSS pixels. */
const frameMargin = 36

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

/** The plan moved by so many pixels with the hand that drags it. */
export function panned({ scale, left, top }: Camera, dx: number, dy: number): Camera {
  return { scale, left: left - dx / scale, top: top - dy / scale }
}

/** `factor` times as large, around a point of the screen that stays where it is. */
export function zoomed(camera: Camera, factor: number, x: number, y: number): Camera {
  const { x: planX, y: planY } = toPlan(camera, x, y)
  const scale = camera.scale * factor
  return { scale, left: planX - x / scale, top: planY - y / scale }
}

/** `box` of the plan as large as it fits, in the middle of the screen. */
export function framing(plan: Pick<Plan, 'pitch'>, box: Box, size: Size): Camera {
  const width = box.right - box.left + plan.pitch
  const height = box.bottom - box.top + plan.pitch
  const scale = Math.min(
    (size.width - 2 * frameMargin) / width,
    (size.height - 2 * frameMargin) / height,
    largestPitch / plan.pitch,
  )
  return centred(scale, (box.left + box.right) / 2, (box.top + box.bottom) / 2, size)
}

export function centred(scale: number, x: number, y: number, size: Size): Camera {
  return { scale, left: x - size.width / 2 / scale, top: y - size.height / 2 / scale }
}

/** `camera` kept between the whole house (`home`) and the nearest that helps, with the house never out of sight. */
export function kept(plan: Pick<Plan, 'bounds' | 'pitch'>, camera: Camera, home: Camera, size: Size): Camera {
  const nearest = Math.max(home.scale, nearestPitch / plan.pitch)
  const scale = Math.min(nearest, Math.max(home.scale, camera.scale))
  const middle = toPlan(camera, size.width / 2, size.height / 2)
  const homeMiddle = toPlan(home, size.width / 2, size.height / 2)
  // What the whole house leaves free around itself, in pixels, may be left free at every scale.
  const x = keptOn(middle.x, homeMiddle.x, size.width / home.scale, size.width / scale)
  const y = keptOn(middle.y, homeMiddle.y, size.height / home.scale, size.height / scale)
  return centred(scale, x, y, size)
}

/** The middle of the screen on one axis: what the whole house shows is the farthest that can be looked at. */
function keptOn(middle: number, home: number, whole: number, seen: number): number {
  const play = Math.max(0, (whole - seen) / 2)
  return Math.min(home + play, Math.max(home - play, middle))
}

/** A camera on the way from one to another; `part` from 0 to 1. */
export function between(from: Camera, to: Camera, part: number, size: Size): Camera {
  const scale = from.scale * (to.scale / from.scale) ** part
  // The middle moves as fast as the picture grows, so that the goal comes straight nearer.
  const near = from.scale === to.scale ? part : (1 / from.scale - 1 / scale) / (1 / from.scale - 1 / to.scale)
  const a = toPlan(from, size.width / 2, size.height / 2)
  const b = toPlan(to, size.width / 2, size.height / 2)
  return centred(scale, a.x + (b.x - a.x) * near, a.y + (b.y - a.y) * near, size)
}

export function sameCamera(a: Camera, b: Camera): boolean {
  return a.scale === b.scale && a.left === b.left && a.top === b.top
}

/** A box of the plan that lies within `box`, grown by `by`, in units of the plan. */
export function grown(box: Box, by: number): Box {
  return { left: box.left - by, top: box.top - by, right: box.right + by, bottom: box.bottom + by }
}
