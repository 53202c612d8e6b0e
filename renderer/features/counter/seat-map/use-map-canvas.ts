import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import type { Camera, Size } from './camera'
import type { GridIndex } from './grid-index'
import { labelsOf } from './labels'
import { type LegendPlace, layOut } from './legend-place'
import { createMapPainter, type MapPainter } from './painter'
import { type Palette, readPalette } from './palette'
import type { Plan } from './plan'

export interface MapDrawing {
  plan: Plan
  grid: GridIndex
  looks: Uint8Array
  zoneColours: readonly number[]
}

export interface MapCanvas {
  boxRef: RefObject<HTMLDivElement | null>
  groundRef: RefObject<HTMLCanvasElement | null>
  seatsRef: RefObject<HTMLCanvasElement | null>
  /** Undefined until the room for the map is known. */
  layout: { camera: Camera; legend: LegendPlace } | undefined
  size: Size
}

/** Draws a house into two canvases that fill `boxRef`, and follows its size and the theme. */
export function useMapCanvas({ plan, grid, looks, zoneColours }: MapDrawing): MapCanvas {
  const boxRef = useRef<HTMLDivElement>(null)
  const groundRef = useRef<HTMLCanvasElement>(null)
  const seatsRef = useRef<HTMLCanvasElement>(null)
  const painterRef = useRef<MapPainter>(undefined)
  const size = useSize(boxRef)
  const palette = usePalette(boxRef)
  const labels = useMemo(() => labelsOf(plan, grid), [plan, grid])
  const layout = useMemo(() => (size.width > 0 ? layOut(plan, grid, size) : undefined), [plan, grid, size])
  const camera = layout?.camera

  useEffect(() => {
    if (!groundRef.current || !seatsRef.current) return
    const painter = createMapPainter(groundRef.current, seatsRef.current)
    painterRef.current = painter
    return () => painter.close()
  }, [])

  useEffect(() => {
    if (camera && palette)
      painterRef.current?.show({ plan, grid, labels, looks, zoneColours, camera, palette }, size)
  }, [plan, grid, labels, looks, zoneColours, camera, palette, size])

  return { boxRef, groundRef, seatsRef, layout, size }
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
