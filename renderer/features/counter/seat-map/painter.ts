import { type Camera, type Size, sameCamera } from './camera'
import { paintPicture, repaintSeats } from './paint'
import { type Picture, type Scene, showsSections } from './scene'

/**
 * Keeps the picture of a house on the screen, whatever it holds: what was drawn last is moved and stretched with the
 * camera at once, and drawn anew behind it, a few milliseconds a frame.
 */
export interface MapPainter {
  /** Another house, theme, filter or size. */
  show(picture: Picture, size: Size): void
  /** Another place to look from. */
  move(camera: Camera): void
  /** Some seats of the board look different. Where there are few they are drawn at once. */
  refresh(): void
  close(): void
}

/** So long, in milliseconds, is drawn within one frame. */
const drawingMs = 1.5
/** Drawn beyond every side of the window, so that it can be moved a little before something is missing; CSS pixels. */
const beyond = 96
/** More changes than these at once are drawn faster with everything. */
const wholeFromChanges = 300

interface Layer {
  canvas: HTMLCanvasElement
  /** What is on the canvas, in the canvas's own pixels; undefined before the first time. */
  scene?: Scene
  size: Size
}

interface Job {
  picture: Picture
  layer: Layer
  scene: Scene
  steps: Generator<void, void>
  /** Seats that changed after they may have been drawn. */
  late: number[]
}

/** Draws into canvases of its own in `box`. */
export function createMapPainter(box: HTMLElement): MapPainter {
  let [front, back] = [layerIn(box), layerIn(box)]
  let wanted: { picture: Picture; size: Size; camera: Camera } | undefined
  let camera: Camera | undefined
  let drawn: { picture: Picture; size: Size; camera: Camera } | undefined
  let job: Job | undefined
  let isStale = false
  let frame = 0

  const schedule = () => {
    if (frame === 0) frame = requestAnimationFrame(draw)
  }

  function draw() {
    frame = 0
    if (!wanted) return
    const until = performance.now() + drawingMs
    if (job && job.picture !== wanted.picture) job = undefined
    takeChanges()
    if (!job && isDue()) job = begin(wanted)
    if (job && carryOn(job, until)) {
      job = undefined
      ;[front, back] = [back, front]
    }
    place(front, wanted.camera)
    back.canvas.style.visibility = 'hidden'
    if (job || isDue()) schedule()
  }

  function isDue(): boolean {
    if (!wanted || !drawn) return true
    return (
      isStale ||
      drawn.picture !== wanted.picture ||
      drawn.size !== wanted.size ||
      !sameCamera(drawn.camera, wanted.camera)
    )
  }

  function takeChanges() {
    const board = wanted?.picture.board
    const changed = board?.takeChanged() ?? []
    if (changed.length === 0) return
    job?.late.push(...changed)
    const { scene } = front
    if (!scene || scene.board !== board) return
    if (changed.length > wholeFromChanges || showsSections(scene)) isStale = true
    else repaint(front, scene, changed)
  }

  function begin(now: NonNullable<typeof wanted>): Job {
    drawn = now
    isStale = false
    const scene = { ...now.picture, camera: cameraBeyond(now.camera) }
    const ctx = cleared(back, now.size)
    return { picture: now.picture, layer: back, scene, steps: paintPicture(ctx, scene, back.size), late: [] }
  }

  /** @returns whether it is done */
  function carryOn({ layer, scene, steps, late }: Job, until: number): boolean {
    while (!steps.next().done) if (performance.now() >= until) return false
    layer.scene = scene
    if (late.length > wholeFromChanges) isStale = true
    else if (late.length > 0 && !showsSections(scene)) repaint(layer, scene, late)
    return true
  }

  return {
    show(picture, size) {
      if (!camera) return
      wanted = { picture, size, camera }
      schedule()
    },
    move(to) {
      camera = to
      if (!wanted) return
      wanted = { ...wanted, camera }
      schedule()
    },
    refresh() {
      takeChanges()
      if (job || isStale) schedule()
    },
    close() {
      cancelAnimationFrame(frame)
      front.canvas.remove()
      back.canvas.remove()
    },
  }
}

/** The same camera for a canvas that begins `beyond` pixels before the window. */
function cameraBeyond({ scale, left, top }: Camera): Camera {
  return { scale, left: left - beyond / scale, top: top - beyond / scale }
}

function layerIn(box: HTMLElement): Layer {
  const canvas = document.createElement('canvas')
  canvas.setAttribute('aria-hidden', 'true')
  canvas.className = 'pointer-events-none absolute top-0 left-0 origin-top-left'
  box.prepend(canvas)
  return { canvas, size: { width: 0, height: 0 } }
}

/** Makes the canvas of `layer` empty, as sharp as the screen, and as large as is drawn. Its units are CSS pixels. */
function cleared(layer: Layer, { width, height }: Size): CanvasRenderingContext2D {
  const { canvas } = layer
  const ratio = window.devicePixelRatio
  layer.size = { width: width + 2 * beyond, height: height + 2 * beyond }
  const pixels = [Math.round(layer.size.width * ratio), Math.round(layer.size.height * ratio)] as const
  if (canvas.width !== pixels[0] || canvas.height !== pixels[1]) {
    ;[canvas.width, canvas.height] = pixels
    canvas.style.width = `${layer.size.width}px`
    canvas.style.height = `${layer.size.height}px`
  }
  const ctx = canvas.getContext('2d')
  if (!ctx) throw new Error('This browser draws on no canvas')
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0)
  ctx.clearRect(0, 0, layer.size.width, layer.size.height)
  return ctx
}

function repaint({ canvas }: Layer, scene: Scene, changed: readonly number[]) {
  const ctx = canvas.getContext('2d')
  if (ctx) repaintSeats(ctx, scene, changed)
}

/** Puts what is on `layer` where `camera` sees it. */
function place({ canvas, scene }: Layer, camera: Camera) {
  if (!scene) return
  const own = scene.camera
  const x = (own.left - camera.left) * camera.scale
  const y = (own.top - camera.top) * camera.scale
  canvas.style.visibility = 'visible'
  canvas.style.transform = `translate(${x}px, ${y}px) scale(${camera.scale / own.scale})`
}
