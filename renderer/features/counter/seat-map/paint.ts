import { type Camera, grown, toScreen } from './camera'
import type { GridIndex } from './grid-index'
import type { PlanLabel } from './labels'
import { type Look, look } from './looks'
import type { Palette } from './palette'
import { type Plan, seatKinds } from './plan'

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

type Context = CanvasRenderingContext2D

/** Half of a seat's width by its look, in pitches. */
const halfOf: Record<Look, number> = {
  [look.free]: 0.38,
  [look.notOnSale]: 0.36,
  [look.gone]: 0.31,
  [look.blocked]: 0.37,
  [look.other]: 0.39,
  [look.asked]: 0.47,
  [look.ours]: 0.47,
  [look.unknown]: 0.47,
}
/** The farthest a seat reaches from its middle, ring and turn included, in pitches. */
const reach = 0.9
/** Looks that stand out are drawn last, over their neighbours. */
const drawingOrder: readonly Look[] = [
  ...[look.gone, look.notOnSale, look.blocked, look.free, look.other],
  ...[look.asked, look.unknown, look.ours],
]
/** From this pitch on (CSS pixels), free seats show their numbers too. */
const numbersFromPitch = 24
/** How much wider than its seat a number may be to be squeezed into it. */
const widestSqueeze = 1.4
/** From this pitch on (CSS pixels), the letters of two rows do not run into each other. */
const rowLettersFromPitch = 9
/** Below this pitch (CSS pixels) a seat is a plain square. */
const plainBelowPitch = 6
/** A wheelchair place carries a circle. */
const wheelchair = seatKinds.indexOf('wheelchair')
/** Corners are rounded by this part of the seat's width. */
const roundness = 0.28

/** Draws what does not change while seats are sold: the stages and the words. */
export function paintGround(ctx: Context, scene: Scene, size: { width: number; height: number }) {
  const { plan, labels, camera, palette } = scene
  ctx.clearRect(0, 0, size.width, size.height)
  ctx.textAlign = 'center'
  ctx.textBaseline = 'middle'
  ctx.lineWidth = 1
  for (const { label, points } of plan.stages) {
    const corners = points.map(([x, y]) => toScreen(camera, x, y))
    ctx.beginPath()
    for (const { x, y } of corners) ctx.lineTo(x, y)
    ctx.closePath()
    ctx.fillStyle = palette.stage
    ctx.strokeStyle = palette.line
    ctx.fill()
    ctx.stroke()
    const middle = (axis: 'x' | 'y') =>
      corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length
    ctx.fillStyle = palette.ink
    ctx.font = `600 12px ${palette.font}`
    ctx.fillText(label, middle('x'), middle('y'))
  }
  const hasRoom = pitchOf(scene) >= rowLettersFromPitch
  for (const { kind, text, x, y } of labels) {
    if (kind === 'row' && !hasRoom) continue
    const at = toScreen(camera, x, y)
    ctx.fillStyle = kind === 'row' ? palette.inkFaint : palette.ink
    ctx.font = kind === 'row' ? `500 11px ${palette.font}` : `600 12px ${palette.font}`
    ctx.fillText(text, at.x, at.y)
  }
}

/** Draws every seat. */
export function paintSeats(ctx: Context, scene: Scene, size: { width: number; height: number }) {
  ctx.clearRect(0, 0, size.width, size.height)
  drawSeats(ctx, scene, Array.from(scene.looks.keys()))
}

/** Draws `changed` anew, with the neighbours they overlap, and touches nothing else. */
export function repaintSeats(ctx: Context, scene: Scene, changed: readonly number[]) {
  const { plan, grid, camera } = scene
  const half = reach * plan.pitch
  const touched = new Set<number>()
  ctx.save()
  ctx.beginPath()
  for (const index of changed) {
    const x = plan.x[index] ?? 0
    const y = plan.y[index] ?? 0
    const corner = toScreen(camera, x - half, y - half)
    const width = 2 * half * camera.scale
    ctx.rect(corner.x, corner.y, width, width)
    ctx.clearRect(corner.x, corner.y, width, width)
    grid.within(grown({ left: x, right: x, top: y, bottom: y }, 2 * half), near => touched.add(near))
  }
  ctx.clip()
  drawSeats(ctx, scene, [...touched])
  ctx.restore()
}

function drawSeats(ctx: Context, scene: Scene, seats: readonly number[]) {
  const groups = new Map<number, number[]>()
  for (const index of seats) {
    const group = groupOf(scene, index)
    const known = groups.get(group)
    if (known) known.push(index)
    else groups.set(group, [index])
  }
  for (const own of drawingOrder) {
    for (let colour = 0; colour < scene.palette.zones.length; colour++) {
      const group = groups.get(own * 16 + colour)
      if (group) drawLook(ctx, scene, own, colour, group)
    }
  }
}

/** Seats of one group are drawn in one path: the same look, and where it shows, the same colour. */
function groupOf({ looks, plan, zoneColours }: Scene, index: number): number {
  const own = looks[index] ?? look.gone
  return own * 16 + (own === look.free ? (zoneColours[plan.zone[index] ?? 0] ?? 0) : 0)
}

function drawLook(ctx: Context, scene: Scene, own: Look, colour: number, seats: readonly number[]) {
  const { palette } = scene
  const half = halfOf[own]
  const zone = palette.zones[colour]
  if (own === look.ours || own === look.asked || own === look.unknown)
    square(ctx, scene, seats, half + 0.1, { fill: palette.ground })
  switch (own) {
    case look.free:
      square(ctx, scene, seats, half, { fill: zone?.fill, line: zone?.line, width: 1 })
      circle(
        ctx,
        scene,
        seats.filter(index => scene.plan.kind[index] === wheelchair),
        0.17,
        zone?.on,
      )
      if (pitchOf(scene) >= numbersFromPitch)
        numbers(
          ctx,
          scene,
          seats.filter(index => scene.plan.kind[index] !== wheelchair),
          zone?.on,
        )
      return
    case look.gone:
      return square(ctx, scene, seats, half, { fill: palette.sold })
    case look.notOnSale:
      return square(ctx, scene, seats, half, { fill: palette.surface, line: palette.line, width: 1 })
    case look.blocked:
      square(ctx, scene, seats, half, { fill: palette.block.fill, line: palette.block.line, width: 1 })
      return cross(ctx, scene, seats, 0.18, palette.block.line)
    case look.other:
      square(ctx, scene, seats, half, { fill: palette.other.fill, line: palette.other.ring, width: 2 })
      return dot(ctx, scene, seats, 0.11, palette.other.ring)
    case look.asked:
      return square(ctx, scene, seats, half, { fill: palette.surface, line: palette.accent, width: 2 })
    case look.unknown:
      square(ctx, scene, seats, half, {
        fill: palette.surface,
        line: palette.danger,
        width: 1.5,
        dash: [3, 2],
      })
      return words(ctx, scene, seats, () => '?', palette.danger)
    case look.ours:
      square(ctx, scene, seats, half, { fill: palette.ours.fill, line: palette.ours.ring, width: 1.5 })
      return numbers(ctx, scene, seats, palette.ours.on)
  }
}

interface Ink {
  fill?: string | undefined
  line?: string | undefined
  width?: number
  dash?: number[]
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
    const angle = plan.angle[index] ?? 0
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

function square(ctx: Context, scene: Scene, seats: readonly number[], half: number, how: Ink) {
  if (pitchOf(scene) < plainBelowPitch) {
    const isRinged = how.line !== undefined && (how.width ?? 1) > 1
    return plainSquare(ctx, scene, seats, half, (isRinged ? how.line : how.fill) ?? '')
  }
  shape(ctx, scene, seats, pitch => {
    // A line is drawn half outside: without that, seats with thick rings would be larger.
    const own = half * pitch - (how.line ? (how.width ?? 1) / 2 : 0)
    ctx.roundRect(-own, -own, 2 * own, 2 * own, own * 2 * roundness)
  })
  ink(ctx, how)
}

function circle(
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

function dot(ctx: Context, scene: Scene, seats: readonly number[], radius: number, fill: string) {
  shape(ctx, scene, seats, pitch => {
    ctx.moveTo(radius * pitch, 0)
    ctx.arc(0, 0, radius * pitch, 0, 2 * Math.PI)
  })
  ink(ctx, { fill })
}

function cross(ctx: Context, scene: Scene, seats: readonly number[], half: number, line: string) {
  shape(ctx, scene, seats, pitch => {
    const own = half * pitch
    ctx.moveTo(-own, -own)
    ctx.lineTo(own, own)
    ctx.moveTo(own, -own)
    ctx.lineTo(-own, own)
  })
  ink(ctx, { line, width: 1.2 })
}

function numbers(ctx: Context, scene: Scene, seats: readonly number[], colour: string | undefined) {
  words(ctx, scene, seats, index => scene.plan.labels[index] ?? '', colour)
}

function words(
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
    if (ctx.measureText(text).width > room * widestSqueeze) continue
    const { x, y } = toScreen(camera, plan.x[index] ?? 0, plan.y[index] ?? 0)
    ctx.fillText(text, x, y + height * 0.06, room)
  }
}

function pitchOf({ plan, camera }: Scene): number {
  return plan.pitch * camera.scale
}
