import type { Size } from './camera'
import { changedLooks } from './looks'
import { paintGround, paintSeats, repaintSeats } from './paint'
import type { Scene } from './scene'

/** Keeps two canvases in step with a scene, one drawing a frame. */
export interface MapPainter {
  show(scene: Scene, size: Size): void
  close(): void
}

/** More changes than this part of a house at once are drawn faster as a whole. */
const wholeFromShare = 0.25

/** `ground` carries the stage and the words, `seats` lies above it: a sold seat never redraws the former. */
export function createMapPainter(ground: HTMLCanvasElement, seats: HTMLCanvasElement): MapPainter {
  let wanted: { scene: Scene; size: Size } | undefined
  let drawn: { scene: Scene; size: Size } | undefined
  let frame = 0

  function draw() {
    frame = 0
    if (!wanted) return
    const { scene, size } = wanted
    const before = drawn
    drawn = wanted
    if (before && samePicture(before, wanted)) {
      const changed = changedLooks(before.scene.looks, scene.looks)
      const ctx = seats.getContext('2d')
      if (changed.length === 0 || !ctx) return
      if (changed.length < scene.plan.count * wholeFromShare) repaintSeats(ctx, scene, changed)
      else paintSeats(ctx, scene, size)
      return
    }
    const groundContext = fitted(ground, size)
    const seatsContext = fitted(seats, size)
    if (groundContext) paintGround(groundContext, scene, size)
    if (seatsContext) paintSeats(seatsContext, scene, size)
  }

  return {
    show(scene, size) {
      wanted = { scene, size }
      if (frame === 0) frame = requestAnimationFrame(draw)
    },
    close: () => cancelAnimationFrame(frame),
  }
}

/** Whether two scenes differ in nothing but the looks of their seats. */
function samePicture(a: { scene: Scene; size: Size }, b: { scene: Scene; size: Size }): boolean {
  return (
    a.size.width === b.size.width &&
    a.size.height === b.size.height &&
    a.scene.plan === b.scene.plan &&
    a.scene.camera === b.scene.camera &&
    a.scene.palette === b.scene.palette &&
    a.scene.zoneColours === b.scene.zoneColours
  )
}

/** Makes `canvas` as sharp as the screen is; what was on it is gone. Its units stay CSS pixels. */
function fitted(canvas: HTMLCanvasElement, { width, height }: Size): CanvasRenderingContext2D | null {
  const ratio = window.devicePixelRatio
  canvas.width = Math.round(width * ratio)
  canvas.height = Math.round(height * ratio)
  const ctx = canvas.getContext('2d')
  ctx?.setTransform(ratio, 0, 0, ratio, 0, 0)
  return ctx
}
