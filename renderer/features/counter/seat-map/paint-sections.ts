import type { SectionOutline } from './outlines'
import type { Context, Scene } from './scene'

const nameHeight = 11
const figureHeight = 11
/** How strong what is brought out by nothing stays. */
const dimmed = 0.25

/**
 * Far out, each section is a shape: coloured from below as far as it is free, grey above, with its name and the
 * number of seats left.
 */
export function paintSections(ctx: Context, scene: Scene) {
  for (const outline of scene.outlines) {
    ctx.globalAlpha = isLit(scene, outline) ? 1 : dimmed
    paintShape(ctx, scene, outline)
  }
  for (const outline of scene.outlines) {
    ctx.globalAlpha = isLit(scene, outline) ? 1 : dimmed
    paintWords(ctx, scene, outline)
  }
  ctx.globalAlpha = 1
}

/** A section is brought out with the zone of most of its seats; what single seats are cannot be seen from here. */
function isLit({ filter, plan }: Scene, { zone }: SectionOutline): boolean {
  return filter?.by !== 'zones' || filter.zones.includes(plan.zones[zone] ?? '')
}

function paintShape(ctx: Context, scene: Scene, outline: SectionOutline) {
  const { palette, plan, camera, zoneColours, board } = scene
  const { capacity, left } = board.areas[outline.area] ?? { capacity: 1, left: 0 }
  const colour = palette.zones[zoneColours[outline.zone] ?? 0]
  const path = pathOf(outline)
  const half = plan.pitch * 0.55
  const { box } = outline
  ctx.save()
  const { a: ratio } = ctx.getTransform()
  ctx.setTransform(
    ratio * camera.scale,
    0,
    0,
    ratio * camera.scale,
    -ratio * camera.scale * camera.left,
    -ratio * camera.scale * camera.top,
  )
  ctx.lineJoin = 'round'
  ctx.lineWidth = 2 * half
  fill(ctx, path, palette.sold)
  if (left > 0 && colour) {
    const height = box.bottom - box.top + 2 * half
    ctx.beginPath()
    ctx.rect(box.left - half, box.bottom + half, box.right - box.left + 2 * half, (-height * left) / capacity)
    ctx.clip()
    fill(ctx, path, colour.fill)
  }
  ctx.restore()
}

/** The seats stand on the line, so the shape reaches half a seat beyond it. */
function fill(ctx: Context, path: Path2D, colour: string) {
  ctx.fillStyle = colour
  ctx.strokeStyle = colour
  ctx.fill(path)
  ctx.stroke(path)
}

const paths = new WeakMap<SectionOutline, Path2D>()

function pathOf(outline: SectionOutline): Path2D {
  const known = paths.get(outline)
  if (known) return known
  const path = new Path2D()
  for (const [x, y] of outline.points) path.lineTo(x, y)
  path.closePath()
  paths.set(outline, path)
  return path
}

function paintWords(ctx: Context, scene: Scene, outline: SectionOutline) {
  const { camera, plan, palette, board } = scene
  const { box } = outline
  const room = (box.right - box.left + plan.pitch) * camera.scale
  const height = (box.bottom - box.top + plan.pitch) * camera.scale
  const x = (outline.x - camera.left) * camera.scale
  const y = (outline.y - camera.top) * camera.scale
  const name = plan.areas[outline.area]?.name ?? ''
  const figure = String(board.areas[outline.area]?.left ?? 0)
  ctx.textAlign = 'center'
  ctx.textBaseline = 'middle'
  ctx.lineJoin = 'round'
  ctx.lineWidth = 3
  ctx.strokeStyle = palette.surface
  const write = (text: string, font: string, colour: string, dy: number) => {
    ctx.font = `${font} ${palette.font}`
    if (ctx.measureText(text).width > room) return false
    ctx.strokeText(text, x, y + dy)
    ctx.fillStyle = colour
    ctx.fillText(text, x, y + dy)
    return true
  }
  const hasBoth = height >= nameHeight + figureHeight + 2
  const shift = hasBoth ? (nameHeight + 2) / 2 : 0
  const isWritten = hasBoth && write(name, `600 ${nameHeight}px`, palette.inkStrong, -shift)
  write(figure, `500 ${figureHeight}px`, palette.inkStrong, isWritten ? shift : 0)
}
