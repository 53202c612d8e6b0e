import { grown, type Size, toPlan, toScreen } from './camera'
import { litBy } from './filter'
import { type Look, look } from './looks'
import { paintSections } from './paint-sections'
import type { Palette } from './palette'
import { seatKinds } from './plan'
import { type Context, isPlain, pitchOf, type Scene, showsSections } from './scene'
import { circle, cross, dot, type Ink, numbers, square, words } from './shapes'

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
/** From this pitch on (CSS pixels), the letters of two rows do not run into each other. */
const rowLettersFromPitch = 9
/** A wheelchair place carries a circle. */
const wheelchair = seatKinds.indexOf('wheelchair')

/** What the legend does not bring out stays this strong. */
const dimmed = 0.22
/** So many seats are drawn before the clock is looked at: of plain squares, and of others. */
const atOnce = { plain: 512, other: 96 }

/** Draws the whole picture, a little at each step, so that whoever calls can stop between two frames. */
export function* paintPicture(ctx: Context, scene: Scene, size: Size): Generator<void, void> {
  paintGround(ctx, scene, size)
  yield
  yield* paintSeats(ctx, scene, size)
}

/** Draws everything but the seats: the stages, and the words that are in sight. */
function paintGround(ctx: Context, scene: Scene, size: Size) {
  const { plan, camera, palette, labels } = scene
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
    ctx.font = `600 ${wordPx(scene, 12)}px ${palette.font}`
    ctx.fillText(label, middle('x'), middle('y'))
  }
  if (showsSections(scene)) return paintSections(ctx, scene)
  const hasRoom = pitchOf(scene) >= rowLettersFromPitch
  for (const { kind, text, x, y } of labels) {
    if (kind === 'row' && !hasRoom) continue
    const at = toScreen(camera, x, y)
    if (at.x < 0 || at.y < 0 || at.x > size.width || at.y > size.height) continue
    ctx.fillStyle = kind === 'row' ? palette.inkFaint : palette.ink
    ctx.font =
      kind === 'row'
        ? `500 ${wordPx(scene, 11)}px ${palette.font}`
        : `600 ${wordPx(scene, 12)}px ${palette.font}`
    ctx.fillText(text, at.x, at.y)
  }
}

/** How large a word is that is `leastPx` among small seats: among large ones it grows with them, half as fast. */
function wordPx(scene: Scene, leastPx: number): number {
  return Math.round(Math.min(leastPx * 1.6, Math.max(leastPx, pitchOf(scene) * 0.5)))
}

/** Draws the seats that are in sight; where sections are drawn there are none. */
function* paintSeats(ctx: Context, scene: Scene, size: Size): Generator<void, void> {
  if (showsSections(scene)) return
  const from = toPlan(scene.camera, 0, 0)
  const to = toPlan(scene.camera, size.width, size.height)
  const seats: number[] = []
  const box = { left: from.x, top: from.y, right: to.x, bottom: to.y }
  scene.grid.within(grown(box, reach * scene.plan.pitch), index => seats.push(index))
  yield
  yield* drawSeats(ctx, scene, seats)
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
    grid.within(grown({ left: x, right: x, top: y, bottom: y }, 2 * half), near => touched.add(near))
  }
  ctx.clip()
  ctx.clearRect(0, 0, ctx.canvas.width, ctx.canvas.height)
  for (const _ of drawSeats(ctx, scene, [...touched]));
  ctx.restore()
}

function* drawSeats(ctx: Context, scene: Scene, seats: readonly number[]): Generator<void, void> {
  const { palette, filter, plan, board } = scene
  const isLit = litBy(filter, plan, board.looks)
  const colours = palette.zones.length
  const groups: number[][] = Array.from({ length: drawingOrder.length * colours * 2 }, () => [])
  for (const index of seats) groups[groupOf(scene, index, isLit(index))]?.push(index)
  yield
  const step = isPlain(scene) ? atOnce.plain : atOnce.other
  for (const own of drawingOrder) {
    for (let colour = 0; colour < colours; colour++) {
      for (const lit of [0, 1]) {
        const group = groups[(own * colours + colour) * 2 + lit] ?? []
        for (let at = 0; at < group.length; at += step) {
          ctx.globalAlpha = lit === 1 ? 1 : dimmed
          drawLook(ctx, scene, own, colour, group.length > step ? group.slice(at, at + step) : group)
          ctx.globalAlpha = 1
          yield
        }
      }
    }
  }
}

/** Seats of one group are drawn in one path: the same look, and where it shows, the same colour. */
function groupOf({ board, plan, zoneColours, palette }: Scene, index: number, isLit: boolean): number {
  const isPicked = board.picked.has(index)
  const own = isPicked ? look.asked : (board.looks[index] ?? look.gone)
  const colour = own === look.free ? (zoneColours[plan.zone[index] ?? 0] ?? 0) : 0
  return (own * palette.zones.length + colour) * 2 + Number(isLit || isPicked)
}

function drawLook(ctx: Context, scene: Scene, own: Look, colour: number, seats: readonly number[]) {
  const half = halfOf[own]
  // What stands out is set off from its neighbours, which it overlaps.
  if (half > 0.4) square(ctx, scene, seats, half + 0.1, { fill: scene.palette.ground })
  square(ctx, scene, seats, half, inkOf(own, scene.palette, colour))
  if (!isPlain(scene)) drawMarks(ctx, scene, own, colour, seats)
}

/** The square of a look. */
function inkOf(own: Look, palette: Palette, colour: number): Ink {
  const { surface, accent, danger, block, other, ours } = palette
  switch (own) {
    case look.free:
      return { fill: palette.zones[colour]?.fill, line: palette.zones[colour]?.line }
    case look.gone:
      return { fill: palette.sold }
    case look.notOnSale:
      return { fill: surface, line: palette.line }
    case look.blocked:
      return { fill: block.fill, line: block.line }
    case look.other:
      return { fill: other.fill, line: other.ring, width: 2, farOut: other.ring }
    case look.asked:
      return { fill: surface, line: accent, width: 2, farOut: accent }
    case look.unknown:
      return { fill: surface, line: danger, width: 1.5, dash: [3, 2], farOut: danger }
    case look.ours:
      return { fill: ours.fill, line: ours.ring, width: 1.5 }
  }
}

/** What stands on the square of a look, so that nothing is told by its colour alone. */
function drawMarks(ctx: Context, scene: Scene, own: Look, colour: number, seats: readonly number[]) {
  const { palette, plan } = scene
  if (own === look.free) {
    const on = palette.zones[colour]?.on
    const isWheelchair = (index: number) => plan.kind[index] === wheelchair
    circle(ctx, scene, seats.filter(isWheelchair), 0.17, on)
    if (pitchOf(scene) >= numbersFromPitch) {
      const others = seats.filter(index => !isWheelchair(index))
      numbers(ctx, scene, others, on)
    }
  } else if (own === look.blocked) cross(ctx, scene, seats, 0.18, palette.block.line)
  else if (own === look.other) dot(ctx, scene, seats, 0.11, palette.other.ring)
  else if (own === look.unknown) words(ctx, scene, seats, () => '?', palette.danger)
  else if (own === look.ours) numbers(ctx, scene, seats, palette.ours.on)
}
