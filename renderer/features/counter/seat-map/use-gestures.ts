import { type RefObject, useEffect, useRef } from 'react'
import type { MapView } from './map-view'

/** A rectangle of the window that is being drawn, in pixels from the map's corner. */
export interface Frame {
  left: number
  top: number
  width: number
  height: number
}

export interface GestureHandlers {
  /** A rectangle with Shift, as it grows; undefined when it is given up. */
  onFrame(frame: Frame | undefined): void
  /** The rectangle was let go. */
  onFramed(frame: Frame): void
  /** A finger rests on the map, in pixels of the window: it asks what is there. Lifting it is no click. */
  onRest(point: { clientX: number; clientY: number }): void
}

interface Point {
  x: number
  y: number
}

/** Less than this, in pixels, is a hand that trembles; a finger is rolled when it is put down. */
const slack = { mouse: 4, touch: 12 }
/** A finger that stays so long, in milliseconds, rests. */
const restMs = 450
/** One notch of a wheel makes the house a fifth larger; a pinch on a touch pad sends many small ones. */
const zoomPerPixel = { wheel: 0.0018, pinch: 0.012 }

/**
 * Drag pans, without going on by itself; wheel and two fingers zoom, and two fingers pan as well; Shift and drag draws
 * a rectangle; a finger that rests asks.
 */
export function useGestures(
  boxRef: RefObject<HTMLElement | null>,
  view: MapView | undefined,
  handlers: GestureHandlers,
): void {
  const latest = useRef(handlers)
  useEffect(() => {
    latest.current = handlers
  })
  useEffect(() => {
    const box = boxRef.current
    return box && view ? listen(box, view, () => latest.current) : undefined
  }, [boxRef, view])
}

function listen(box: HTMLElement, view: MapView, handlers: () => GestureHandlers): () => void {
  const ending = new AbortController()
  const { signal } = ending
  const down = new Map<number, Point>()
  let start: Point = { x: 0, y: 0 }
  let doing: 'nothing' | 'pressing' | 'panning' | 'pinching' | 'framing' = 'nothing'
  let withShift = false
  let wasMoved = false
  let resting: ReturnType<typeof setTimeout> | undefined

  const pointOf = (event: MouseEvent): Point => {
    const { left, top } = box.getBoundingClientRect()
    return { x: event.clientX - left, y: event.clientY - top }
  }
  const frameTo = (point: Point): Frame => ({
    left: Math.min(start.x, point.x),
    top: Math.min(start.y, point.y),
    width: Math.abs(point.x - start.x),
    height: Math.abs(point.y - start.y),
  })

  function onDown(event: PointerEvent) {
    if (event.button > 1) return
    down.set(event.pointerId, pointOf(event))
    wasMoved = false
    clearTimeout(resting)
    if (down.size === 1) {
      if (event.pointerType === 'touch') resting = setTimeout(rest, restMs, event)
      start = pointOf(event)
      withShift = event.shiftKey && event.button === 0
      doing = 'pressing'
    } else {
      if (doing === 'framing') handlers().onFrame(undefined)
      doing = 'pinching'
      wasMoved = true
    }
  }

  function rest({ clientX, clientY }: PointerEvent) {
    if (doing !== 'pressing') return
    wasMoved = true
    handlers().onRest({ clientX, clientY })
  }

  function onMove(event: PointerEvent) {
    const before = down.get(event.pointerId)
    if (!before) return
    const point = pointOf(event)
    const own = event.pointerType === 'touch' ? slack.touch : slack.mouse
    if (doing === 'pressing' && Math.hypot(point.x - start.x, point.y - start.y) > own) {
      clearTimeout(resting)
      doing = withShift ? 'framing' : 'panning'
      wasMoved = true
      box.setPointerCapture(event.pointerId)
    }
    if (doing === 'framing') handlers().onFrame(frameTo(point))
    else if (doing === 'panning') view.pan(point.x - before.x, point.y - before.y)
    else if (doing === 'pinching') pinch(event.pointerId, before, point)
    if (doing !== 'pressing') down.set(event.pointerId, point)
  }

  function pinch(pointerId: number, before: Point, point: Point) {
    const [other] = [...down].filter(([id]) => id !== pointerId).map(([, own]) => own)
    if (!other) return
    const middle = { x: (point.x + other.x) / 2, y: (point.y + other.y) / 2 }
    view.pan((point.x - before.x) / 2, (point.y - before.y) / 2)
    const apart = Math.hypot(before.x - other.x, before.y - other.y)
    if (apart > 0) view.zoom(Math.hypot(point.x - other.x, point.y - other.y) / apart, middle.x, middle.y)
  }

  function onUp(event: PointerEvent) {
    if (!down.delete(event.pointerId)) return
    clearTimeout(resting)
    if (doing === 'framing') {
      if (event.type === 'pointerup') handlers().onFramed(frameTo(pointOf(event)))
      else handlers().onFrame(undefined)
    }
    doing = down.size > 0 ? 'panning' : 'nothing'
  }

  function onWheel(event: WheelEvent) {
    event.preventDefault()
    const { x, y } = pointOf(event)
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 30 : 1
    const perPixel = event.ctrlKey ? zoomPerPixel.pinch : zoomPerPixel.wheel
    if (event.deltaX !== 0) view.pan(-event.deltaX * unit, 0)
    if (event.deltaY !== 0) view.zoom(Math.exp(-event.deltaY * unit * perPixel), x, y)
  }

  box.addEventListener('pointerdown', onDown, { signal })
  box.addEventListener('pointermove', onMove, { signal })
  box.addEventListener('pointerup', onUp, { signal })
  box.addEventListener('pointercancel', onUp, { signal })
  box.addEventListener('wheel', onWheel, { signal, passive: false })
  // What a finger that rests asks for is on the map already.
  box.addEventListener('contextmenu', event => resting !== undefined && event.preventDefault(), { signal })
  // The end of a drag is no click.
  box.addEventListener('click', event => wasMoved && event.stopPropagation(), { signal, capture: true })
  // Escape gives the rectangle up, and nothing else.
  window.addEventListener(
    'keydown',
    event => {
      if (event.key !== 'Escape' || doing !== 'framing') return
      event.stopPropagation()
      event.preventDefault()
      doing = 'nothing'
      down.clear()
      handlers().onFrame(undefined)
    },
    { signal, capture: true },
  )
  return () => {
    clearTimeout(resting)
    ending.abort()
  }
}
