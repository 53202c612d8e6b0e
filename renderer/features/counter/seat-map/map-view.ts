import { between, type Camera, kept, panned, type Size, sameCamera, toPlan, zoomed } from './camera'
import type { Plan } from './plan'

/** What the map looks at its house within. */
export interface MapFrame {
  plan: Pick<Plan, 'bounds' | 'pitch'>
  size: Size
  /** The whole house. */
  home: Camera
}

/**
 * Where a map is looked at from. It moves sixty times a second, so it is no state of React's: who draws is told at
 * once, and `settled` follows when it has come to rest.
 */
export interface MapView {
  readonly camera: Camera
  readonly settled: Camera
  /** The whole house. */
  readonly home: Camera
  readonly isHome: boolean
  /** Another house or window; the middle of what is looked at stays. */
  frame(frame: MapFrame): void
  pan(dx: number, dy: number): void
  /** @param x in pixels from the map's corner: the point that stays where it is */
  zoom(factor: number, x: number, y: number): void
  /** Goes there in less than 150 ms, or at once when the system asks for less motion. */
  goTo(camera: Camera): void
  onMove(listener: () => void): () => void
  onSettle(listener: () => void): () => void
}

/** At rest when nothing moved for so long, in milliseconds. */
const restMs = 120
const flightMs = 140

export function createMapView(first: MapFrame): MapView {
  let frame = first
  let camera = first.home
  let settled = camera
  let flight = 0
  let rest: ReturnType<typeof setTimeout> | undefined
  const moving = new Set<() => void>()
  const settling = new Set<() => void>()

  function set(to: Camera) {
    const now = kept(frame.plan, to, frame.home, frame.size)
    if (sameCamera(now, camera)) return
    camera = now
    for (const listener of moving) listener()
    clearTimeout(rest)
    rest = setTimeout(settle, restMs)
  }

  function settle() {
    clearTimeout(rest)
    if (sameCamera(settled, camera)) return
    settled = camera
    for (const listener of settling) listener()
  }

  function stop() {
    cancelAnimationFrame(flight)
  }

  return {
    get camera() {
      return camera
    },
    get settled() {
      return settled
    },
    get home() {
      return frame.home
    },
    get isHome() {
      return camera.scale <= frame.home.scale * 1.001
    },
    frame(next) {
      const { home, size } = frame
      const wasHome = sameCamera(camera, home)
      const middle = toPlan(camera, size.width / 2, size.height / 2)
      frame = next
      stop()
      set(
        wasHome
          ? next.home
          : {
              scale: camera.scale,
              left: middle.x - next.size.width / 2 / camera.scale,
              top: middle.y - next.size.height / 2 / camera.scale,
            },
      )
      settle()
    },
    pan(dx, dy) {
      stop()
      set(panned(camera, dx, dy))
    },
    zoom(factor, x, y) {
      stop()
      set(zoomed(camera, factor, x, y))
    },
    goTo(goal) {
      stop()
      const from = camera
      const to = kept(frame.plan, goal, frame.home, frame.size)
      if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
        set(to)
        settle()
        return
      }
      const start = performance.now()
      const step = () => {
        const part = Math.min(1, (performance.now() - start) / flightMs)
        set(part === 1 ? to : between(from, to, 1 - (1 - part) ** 3, frame.size))
        if (part < 1) flight = requestAnimationFrame(step)
        else settle()
      }
      step()
    },
    onMove: listener => added(moving, listener),
    onSettle: listener => added(settling, listener),
  }
}

function added<T>(to: Set<T>, own: T): () => void {
  to.add(own)
  return () => void to.delete(own)
}
