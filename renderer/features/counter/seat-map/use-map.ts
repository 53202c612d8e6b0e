import {
  type RefObject,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import type { Board } from './board'
import type { Camera, Size } from './camera'
import { useMapFilter } from './filter'
import type { GridIndex } from './grid-index'
import { labelsOf } from './labels'
import { type LegendPlace, layOut } from './legend-place'
import { createMapView, type MapView } from './map-view'
import { outlinesOf, type SectionOutline } from './outlines'
import { createMapPainter, type MapPainter } from './painter'
import { type Palette, readPalette } from './palette'
import type { Plan } from './plan'

export interface MapDrawing {
  plan: Plan
  grid: GridIndex
  board: Board
  zoneColours: readonly number[]
}

export interface SeatMapCanvas {
  boxRef: RefObject<HTMLDivElement | null>
  /** What stands over the picture at places of the plan; it is moved with the camera until it is drawn anew. */
  overRef: RefObject<HTMLDivElement | null>
  /** Undefined until the room for the map is known. */
  view: MapView | undefined
  /** Where the camera came to rest. */
  camera: Camera | undefined
  legend: LegendPlace | undefined
  size: Size
  outlines: readonly SectionOutline[]
}

/** Draws a house into `boxRef`, and follows its size, the theme, the filter and the camera. */
export function useMap({ plan, grid, board, zoneColours }: MapDrawing): SeatMapCanvas {
  const boxRef = useRef<HTMLDivElement>(null)
  const overRef = useRef<HTMLDivElement>(null)
  const painterRef = useRef<MapPainter>(undefined)
  const size = useSize(boxRef)
  const palette = usePalette(boxRef)
  const filter = useMapFilter(state => state.filter)
  const labels = useMemo(() => labelsOf(plan, grid), [plan, grid])
  const outlines = useMemo(() => outlinesOf(plan), [plan])
  const layout = useMemo(
    () => (size.width > 0 ? layOut(plan, grid, size, hasTouch()) : undefined),
    [plan, grid, size],
  )
  const view = useView(plan, layout?.camera, size)
  const camera = useSyncExternalStore(view?.onSettle ?? never, () => view?.settled)

  useEffect(() => {
    if (!boxRef.current) return
    const painter = createMapPainter(boxRef.current)
    painterRef.current = painter
    return () => painter.close()
  }, [])
  useEffect(() => {
    if (!view) return
    const follow = () => {
      painterRef.current?.move(view.camera)
      moveOver(overRef.current, view)
    }
    follow()
    return view.onMove(follow)
  }, [view])
  useLayoutEffect(() => {
    if (view && camera) moveOver(overRef.current, view)
  }, [view, camera])
  useEffect(() => {
    if (view && palette)
      painterRef.current?.show({ plan, grid, labels, outlines, board, zoneColours, palette, filter }, size)
  }, [view, plan, grid, labels, outlines, board, zoneColours, palette, filter, size])
  useEffect(() => board.onChange(() => painterRef.current?.refresh()), [board])

  return { boxRef, overRef, view, camera, legend: layout?.legend, size, outlines }
}

const never = () => () => {}

/** Whether a finger may be what points here, as at most counters. */
function hasTouch(): boolean {
  return matchMedia('(any-pointer: coarse)').matches
}

/** The view of a house, from the moment on that there is room for it. */
function useView(plan: Plan, home: Camera | undefined, size: Size): MapView | undefined {
  const [view, setView] = useState<MapView>()
  useLayoutEffect(() => {
    if (!home) return
    if (view) view.frame({ plan, home, size })
    else setView(createMapView({ plan, home, size }))
  }, [view, plan, home, size])
  return view
}

function moveOver(over: HTMLElement | null, { camera, settled }: MapView) {
  if (!over) return
  const x = (settled.left - camera.left) * camera.scale
  const y = (settled.top - camera.top) * camera.scale
  over.style.transform = `translate(${x}px, ${y}px) scale(${camera.scale / settled.scale})`
}

function useSize(ref: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  useEffect(() => {
    const element = ref.current
    if (!element) return
    const observer = new ResizeObserver(() =>
      setSize({ width: element.clientWidth, height: element.clientHeight }),
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref])
  return size
}

/** The colours of the map; read again, and with that drawn again, when the theme changes or the font arrives. */
function usePalette(ref: RefObject<HTMLElement | null>): Palette | undefined {
  const [palette, setPalette] = useState<Palette>()
  useEffect(() => {
    const read = () => {
      if (ref.current) setPalette(readPalette(ref.current))
    }
    read()
    const theme = new MutationObserver(read)
    theme.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    void document.fonts.ready.then(read)
    return () => theme.disconnect()
  }, [ref])
  return palette
}
