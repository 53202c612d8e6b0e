import { centred, framing, type Size, toScreen } from './camera'
import type { MapActs } from './current-map'
import type { MapView } from './map-view'
import { outlineAt, type SectionOutline } from './outlines'
import { type Plan, rowOf } from './plan'
import { meansSeats, pitchOf } from './scene'
import type { ZoomActs } from './zoom-buttons'

export interface MapMoves extends MapActs, ZoomActs {
  /** Brings what is at a point of the plan so near that its seats can be clicked. */
  nearerTo(x: number, y: number, isTouch: boolean): void
  toSection(section: SectionOutline): void
  /** Brings a seat into sight, large enough to be seen. */
  reveal(seat: number): void
}

export interface MapActsOptions {
  plan: Plan
  outlines: readonly SectionOutline[]
  view: MapView
  size: Size
  /** The seat that the keyboard is on. */
  cursor: number
}

/** One press of a zoom key or button. */
const step = 1.5
/** Seats this large, in pixels from middle to middle, show their numbers; and large enough for a finger. */
const seatPitch = { mouse: 32, touch: 44 }
/** A seat nearer to an edge than this, in pixels, is brought in. */
const edge = 24

/** Where buttons, keys and clicks bring the camera. */
export function mapActs({ plan, outlines, view, size, cursor }: MapActsOptions): MapMoves {
  const placeOf = (seat: number) => ({ x: plan.x[seat] ?? 0, y: plan.y[seat] ?? 0 })

  /** A key zooms around the seat it is on, if that can be seen; a button around the middle. */
  function zoom(factor: number) {
    const { x, y } = toScreen(view.camera, placeOf(cursor).x, placeOf(cursor).y)
    const isSeen = x >= 0 && y >= 0 && x <= size.width && y <= size.height
    const { camera } = view
    const around = isSeen ? { x, y } : { x: size.width / 2, y: size.height / 2 }
    const scale = camera.scale * factor
    view.goTo({
      scale,
      left: camera.left + around.x / camera.scale - around.x / scale,
      top: camera.top + around.y / camera.scale - around.y / scale,
    })
  }

  const toSeat = (x: number, y: number, pitch = seatPitch.mouse) =>
    view.goTo(centred(pitch / plan.pitch, x, y, size))

  function toSection({ box }: SectionOutline) {
    view.goTo(framing(plan, box, size))
  }

  const showAll = () => view.goTo(view.home)

  function nearerTo(x: number, y: number, isTouch: boolean) {
    const section = outlineAt(outlines, x, y, plan.pitch * 4)
    const camera = section && framing(plan, section.box, size)
    if (section && camera && meansSeats({ plan, camera }, isTouch)) toSection(section)
    else toSeat(x, y, isTouch ? seatPitch.touch : seatPitch.mouse)
  }

  return {
    zoomIn: () => zoom(step),
    zoomOut: () => zoom(1 / step),
    showAll,
    toSection,
    nearerTo,
    nearer() {
      const own = outlines.find(({ area }) => area === rowOf(plan, cursor).area)
      const { x, y } = placeOf(cursor)
      const atSection = own && framing(plan, own.box, size).scale
      if (atSection && view.camera.scale < atSection * 0.98) toSection(own)
      else if (pitchOf({ plan, camera: view.camera }) < seatPitch.mouse * 0.98) toSeat(x, y)
      else showAll()
    },
    reveal(seat) {
      const { x, y } = placeOf(seat)
      const { camera } = view
      const at = toScreen(camera, x, y)
      if (!meansSeats({ plan, camera }, false)) nearerTo(x, y, false)
      else if (at.x < edge || at.y < edge || at.x > size.width - edge || at.y > size.height - edge)
        view.goTo(centred(camera.scale, x, y, size))
    },
  }
}
