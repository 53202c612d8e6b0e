import { toScreen } from './camera'
import { angleOf, labelOf } from './plan'
import { type Context, isPlain, pitchOf, type Scene } from './scene'

/** How much wider than its seat a number may be to be squeezed into it. */
const widestSqueeze = 1.4
/** Corners are rounded by this part of the seat's width. */
const roundness = 0.28

/** How a shape is drawn. Lengths in CSS pixels; `farOut` is its only colour where a seat is a plain square. */
export interface Ink {
  fill?: string | undefined
  line?: string | undefined
  width?: number
  dash?: number[]
  farOut?: string
}

/** Traces a shape around each seat, turned with its row, into one path. Lengths in `trace` are in CSS pixels. */
function shape(ctx: Context, scene: Scene, seats: readonly number[], trace: (pitch: number) => void) {
  const { plan, camera } = scene
  const pitch = pitchOf(scene)
  // The canvas is scaled to the screen's pixels and nothing else; points keep the transform they were added with.
  const ratio = ctx.getTransform().a
  ctx.beginPath()
  for (const index of seats) {
    const { x, y } = toScreen(camera, plan.x[index] ?? 0, plan.y[index] ?? 0)
    const angle = angleOf(plan, index)
    const along = ratio * Math.cos(angle)
    const across = ratio * Math.sin(angle)
    ctx.setTransform(along, across, -across, along, ratio * x, ratio * y)
    trace(pitch)
  }
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0)
}

/** Far out a seat is a few pixels: no turn, no round corner, no line that would be all there is of it. */
function plainSquare(ctx: Context, scene: Scene, seats: readonly number[], half: number, fill: string) {
  const { plan, camera } = scene
  const own = half * pitchOf(scene)
  ctx.fillStyle = fill
  for (const index of seats) {
    const { x, y } = toScreen(camera, plan.x[index] ?? 0, plan.y[index] ?? 0)
    ctx.fillRect(x - own, y - own, 2 * own, 2 * own)
  }
}

function ink(ctx: Context, { fill, line, width = 1, dash = [] }: Ink) {
  if (fill) {
    ctx.fillStyle = fill
    ctx.fill()
  }
  if (line) {
    ctx.strokeStyle = line
    ctx.lineWidth = width
    ctx.setLineDash(dash)
    ctx.stroke()
    ctx.setLineDash([])
  }
}

export function square(ctx: Context, scene: Scene, seats: readonly number[], half: number, how: Ink) {
  if (isPlain(scene)) return plainSquare(ctx, scene, seats, half, how.farOut ?? how.fill ?? '')
  shape(ctx, scene, seats, pitch => {
    // A line is drawn half outside: without that, seats with thick rings would be larger.
    const own = half * pitch - (how.line ? (how.width ?? 1) / 2 : 0)
    ctx.roundRect(-own, -own, 2 * own, 2 * own, own * 2 * roundness)
  })
  ink(ctx, how)
}

export function circle(
  ctx: Context,
  scene: Scene,
  seats: readonly number[],
  radius: number,
  line: string | undefined,
) {
  shape(ctx, scene, seats, pitch => {
    ctx.moveTo(radius * pitch, 0)
    ctx.arc(0, 0, radius * pitch, 0, 2 * Math.PI)
  })
  ink(ctx, { line, width: 1.4 })
}

export function dot(ctx: Context, scene: Scene, seats: readonly number[], radius: number, fill: string) {
  shape(ctx, scene, seats, pitch => {
    ctx.moveTo(radius * pitch, 0)
    ctx.arc(0, 0, radius * pitch, 0, 2 * Math.PI)
  })
  ink(ctx, { fill })
}

export function cross(ctx: Context, scene: Scene, seats: readonly number[], half: number, line: string) {
  shape(ctx, scene, seats, pitch => {
    const own = half * pitch
    ctx.moveTo(-own, -own)
    ctx.lineTo(own, own)
    ctx.moveTo(own, -own)
    ctx.lineTo(-own, own)
  })
  ink(ctx, { line, width: 1.2 })
}

export function numbers(ctx: Context, scene: Scene, seats: readonly number[], colour: string | undefined) {
  words(ctx, scene, seats, index => labelOf(scene.plan, index), colour)
}

export function words(
  ctx: Context,
  scene: Scene,
  seats: readonly number[],
  textOf: (index: number) => string,
  colour: string | undefined,
) {
  const { plan, camera, palette } = scene
  const pitch = pitchOf(scene)
  // Ten pixels can still be read. A long number is squeezed a little; where that is not enough, the basket says it.
  const height = Math.min(15, Math.max(10, pitch * 0.5))
  const room = pitch * 0.82
  ctx.font = `650 ${height}px ${palette.font}`
  ctx.fillStyle = colour ?? palette.ink
  ctx.textAlign = 'center'
  ctx.textBaseline = 'middle'
  for (const index of seats) {
    const text = textOf(index)
    // Three digits always fit; measuring is what takes long.
    if (text.length > 3 && ctx.measureText(text).width > room * widestSqueeze) continue
    const { x, y } = toScreen(camera, plan.x[index] ?? 0, plan.y[index] ?? 0)
    ctx.fillText(text, x, y + height * 0.06, room)
  }
}
